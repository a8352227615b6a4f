"""The parts that pages are made of. None knows another; shared looks come from `theme`."""
