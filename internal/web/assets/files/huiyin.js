// Makes pages quicker; no page needs it.
(function () {
  "use strict";
  document.documentElement.classList.add("script");

  // One open menu at a time; Escape closes it and returns to its button.
  document.addEventListener("toggle", function (e) {
    if (!e.target.matches || !e.target.matches("details.menu") || !e.target.open) return;
    document.querySelectorAll("details.menu[open]").forEach(function (d) { if (d !== e.target) d.open = false; });
  }, true);
  document.addEventListener("click", function (e) {
    document.querySelectorAll("details.menu[open]").forEach(function (d) { if (!d.contains(e.target)) d.open = false; });
  });
  document.addEventListener("keydown", function (e) {
    if (e.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach(function (d) { d.open = false; d.querySelector("summary").focus(); });
  });

  // A form goes out once: the second click of a double click is swallowed (the server would recognise it anyway).
  document.addEventListener("submit", function (e) {
    if (e.defaultPrevented || e.target.dataset.sent) { if (e.target.dataset.sent) e.preventDefault(); return; }
    if (e.target.method === "post") e.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (f) { delete f.dataset.sent; });
  });

  // "Select all" of a table with boxes.
  document.addEventListener("change", function (e) {
    if (!e.target.matches("input[data-all]")) return;
    document.querySelectorAll('input[name="' + e.target.dataset.all + '"]').forEach(function (b) { b.checked = e.target.checked; });
  });

  // How many boxes are ticked, where a form says it.
  function ticked() {
    document.querySelectorAll("[data-ticked]").forEach(function (n) { n.textContent = document.querySelectorAll('input[name="' + n.dataset.ticked + '"]:checked').length; });
  }
  document.addEventListener("change", ticked);
  window.addEventListener("pageshow", ticked);

  // Details are opened for printing: paper cannot be clicked.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details:not([open])").forEach(function (d) { d.open = true; d.dataset.print = "1"; });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-print]").forEach(function (d) { d.open = false; delete d.dataset.print; });
  });
  // An older browser cannot be told by style to show what is folded on a phone only.
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 761px)").matches) {
    document.querySelectorAll("details.fold").forEach(function (d) { d.open = true; });
  }
  document.addEventListener("click", function (e) {
    if (e.target.closest("[data-print-page]")) window.print();
  });

  // A part that its page leaves to be fetched when it comes into view, and again when what it depends on was saved. Who is in it goes on reading.
  document.querySelectorAll("[data-fill]").forEach(function (part) {
    var before = null, shown = "";
    function fill() {
      if (before) before.abort();
      before = new AbortController();
      fetch(part.dataset.fill, { credentials: "same-origin", redirect: "error", signal: before.signal }).then(function (r) {
        return r.ok ? r.text() : null;
      }).then(function (html) {
        if (html === null || html === shown || part.contains(document.activeElement)) return;
        shown = html;
        part.innerHTML = html;
      }).catch(function () { /* given up for a newer one, or no network: what stands there stays */ });
    }
    document.addEventListener("huiyin:saved", fill);
    if (!part.querySelector("[data-fetch]") || !window.IntersectionObserver) return;
    var seen = new IntersectionObserver(function (entries) {
      if (!entries.some(function (e) { return e.isIntersecting; })) return;
      seen.disconnect();
      fill();
    });
    seen.observe(part);
  });

  // After a refused form the summary of complaints is read first.
  var summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
})();
