let place = location, path = place.pathname, to = path + place.search, h = place.hash.slice(1)
history.replaceState(0, "", path)
if ($when) {
let form = document.createElement("form")
form.method = "post"
form.action = to
form.append(...[...new URLSearchParams(h)].map(([name, value]) =>
Object.assign(document.createElement("input"), {type: "hidden", name, value})))
document.documentElement.append(form)
HTMLFormElement.prototype.submit.call(form)
}
