// Saves a form while it is written: on this device at once, in the system after two seconds without a key. Without script the
// button saves.
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  if (!form || !window.fetch) return;
  var told = form.querySelector("[data-saved]");
  var idle = 2000, timer = 0, busy = false, again = false, dirty = false, stopped = false;
  var shelf = "huiyin:" + location.pathname + location.search;
  var control = ["once", "version", "seq", "part", "_more"];

  function field(name) { return form.querySelector('input[type=hidden][name="' + name + '"]'); }
  function say(text, time) { told.hidden = false; told.textContent = text.replace("{time}", time || ""); }
  function now() { return new Date().toTimeString().slice(0, 8); }
  function typed() {
    var out = [];
    new FormData(form).forEach(function (v, k) { if (typeof v === "string" && control.indexOf(k) < 0) out.push([k, v]); });
    return out;
  }
  function filled(pairs) {
    return pairs.map(function (p) { return [p[0], p[1].trim().replace(/\r\n/g, "\n")]; }).filter(function (p) { return p[1]; });
  }
  function keep() {
    try { localStorage.setItem(shelf, JSON.stringify({ at: Date.now(), version: (field("version") || {}).value, typed: typed() })); } catch (e) { /* full or forbidden: the system still saves */ }
  }
  // What the coach remarks about the text as saved. Whoever is in it just now goes on reading.
  var hinted = document.querySelector("[data-hints]"), remarks = "";
  function hint(html) {
    if (!hinted || html === undefined || html === remarks || hinted.contains(document.activeElement)) return;
    remarks = html;
    hinted.innerHTML = html;
  }
  if (hinted) hinted.addEventListener("click", function (e) {
    var link = e.target.closest("a[data-quote]"), at = link && document.getElementById(link.hash.slice(1));
    if (!at || at.value === undefined) return;
    e.preventDefault();
    at.focus();
    var from = at.value.indexOf(link.dataset.quote);
    if (link.dataset.quote && from >= 0) at.setSelectionRange(from, from + link.dataset.quote.length);
  });

  function clear() { try { localStorage.removeItem(shelf); } catch (e) { /* nothing to clear */ } }

  // What this device still holds was never taken by the system: put it back.
  (function restore() {
    var held;
    try { held = JSON.parse(localStorage.getItem(shelf) || "null"); } catch (e) { held = null; }
    if (!held || document.querySelector(".error-summary")) return;
    var same = JSON.stringify(filled(held.typed)) === JSON.stringify(filled(typed()));
    if (same || held.version !== (field("version") || {}).value) { clear(); return; }
    form.querySelectorAll("input[type=checkbox], input[type=radio]").forEach(function (b) { b.checked = false; });
    held.typed.forEach(function (pair) {
      form.querySelectorAll('[name="' + CSS.escape(pair[0]) + '"]').forEach(function (f) {
        if (f.type === "checkbox" || f.type === "radio") { if (f.value === pair[1]) f.checked = true; return; }
        f.value = pair[1];
      });
    });
    say(told.dataset.restore);
    dirty = true;
    later();
  })();

  function later() { clearTimeout(timer); timer = setTimeout(save, idle); }

  function save() {
    if (stopped) return;
    if (busy) { again = true; return; }
    busy = true; dirty = false;
    var body = new URLSearchParams(typed());
    ["version", "part", "seq"].forEach(function (n) { if (field(n)) body.set(n, field(n).value); });
    body.set("auto", "1");
    say(told.dataset.saving);
    fetch(form.dataset.autosave, { method: "POST", body: body, credentials: "same-origin", redirect: "error" }).then(function (r) {
      return r.json().then(function (answer) { return { ok: r.ok, code: r.status, answer: answer }; });
    }).then(function (got) {
      busy = false;
      if (got.ok) {
        ["version", "part", "seq"].forEach(function (n) { if (field(n) && got.answer[n] !== undefined) field(n).value = got.answer[n]; });
        if (got.answer.action) { form.action = got.answer.action; form.dataset.autosave = got.answer.action; }
        hint(got.answer.hints);
        if (!dirty && !again) { clear(); document.dispatchEvent(new Event("huiyin:saved")); }
        say(told.dataset.done, got.answer.time);
      } else {
        say(got.answer.say);
        if (got.code === 409 || got.code === 403 || got.code === 401) stopped = true;
      }
      if (again || dirty) { again = false; later(); }
    }).catch(function () {
      busy = false; again = false; dirty = true;
      say(told.dataset.offline, now());
      clearTimeout(timer);
      timer = setTimeout(save, 5000);
    });
  }

  form.addEventListener("input", function (e) {
    if (e.target.type === "file") return;
    dirty = true;
    keep();
    later();
  });
  form.addEventListener("submit", function () { stopped = true; clearTimeout(timer); keep(); });
  window.addEventListener("online", function () { if (dirty) save(); });
  window.addEventListener("pagehide", function () { if (dirty) keep(); });
})();
