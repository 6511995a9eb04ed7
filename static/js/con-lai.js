// Says how many days are left, counted in Vietnam's time where the page is read; without it the days alone are said. Those to the
// end are counted from the first day on, until then those to it.
for (const place of document.querySelectorAll("[data-ends]")) {
  const today = new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10);
  const days = Math.round((Date.parse(place.dataset.ends) - Date.parse(today)) / 864e5);
  const { left, leftOne, lastDay, over, from } = place.dataset;
  if (from && today < from) continue;
  const words = days > 1 ? left : days === 1 ? leftOne : days === 0 ? lastDay : over;
  if (words) place.textContent = words.replace("{count}", days.toLocaleString(document.documentElement.lang));
}
