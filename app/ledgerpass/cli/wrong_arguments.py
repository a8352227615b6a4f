"""What the arguments, or standard input, got wrong: not an error of the program's tree, because no work has failed."""


class WrongArguments(Exception):
    """The argument is the sentence that says so. It never repeats a value: it might be a secret."""
