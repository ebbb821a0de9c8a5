/* What does the colour look like? The sample beside the field follows it. */
for (const sample of document.querySelectorAll("[data-sample-of]")) {
  const field = document.getElementById(sample.dataset.sampleOf);
  const show = () => sample.style.setProperty("--brand", field.value);
  field.addEventListener("input", show);
  show();
}
