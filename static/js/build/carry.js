/* One deed on its way with values of its own, whatever is typed, focused or drawn anew meanwhile.

   A form is not sent through htmx itself: htmx would send it where the button leads that was
   focused last. */
export function carry(address, values, answered) {
  const carrier = document.createElement("button");
  carrier.type = "button";
  carrier.hidden = true;
  carrier.setAttribute("hx-post", address);
  carrier.setAttribute("hx-swap", "none");
  carrier.setAttribute("hx-vals", JSON.stringify(values));
  carrier.addEventListener("htmx:afterRequest", (event) => {
    carrier.remove();
    answered(event.detail);
  });
  document.querySelector(".builder").append(carrier);
  window.htmx.process(carrier);
  carrier.click();
  return carrier;
}
