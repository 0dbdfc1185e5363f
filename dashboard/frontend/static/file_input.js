// Built from dashboard/frontend by `make frontend`; to be changed there.

// shared/dom.js
function part(root, selector) {
  return (
    /** @type {HTMLElement} */
    root.querySelector(selector)
  );
}

// file_input/file_input.js
function file_input_default(component) {
  const root = (
    /** @type {HTMLElement | null} */
    component.parentElement.querySelector(".fc-file")
  );
  if (!root) return void 0;
  const { data } = component, input = (
    /** @type {HTMLInputElement} */
    part(root, "input")
  ), button = part(root, "button"), said = part(root, "p");
  button.textContent = data.text;
  input.accept = data.accept;
  button.onclick = () => input.click();
  input.onchange = async () => {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    said.textContent = file.size > data.most ? data.too_large : "";
    if (file.size <= data.most)
      component.setTriggerValue("given", {
        name: file.name,
        text: await file.text(),
        at: `${Date.now()}-${file.name}`
      });
  };
  root.dataset.ready = "true";
  return void 0;
}
export {
  file_input_default as default
};
