// Asks now and then whether a dataset that is renewed often has changed, and shows its pictures anew.
// The browser asks with If-None-Match, so that nothing is sent again until then. Without script a
// reload shows the same.
(function () {
  "use strict";
  var live = document.querySelector("[data-live]");
  if (!live || !window.fetch || !window.DOMParser) return;
  var minutes = Math.max(1, Number(live.dataset.live) || 5);
  var seen = null;
  function look() {
    if (document.hidden) return;
    fetch(location.href, { credentials: "same-origin", cache: "no-cache" })
      .then(function (answer) {
        var etag = answer.headers.get("ETag");
        var changed = answer.ok && etag && etag !== seen;
        seen = etag || seen;
        return changed ? answer.text() : "";
      })
      .then(show)
      .catch(function () {});
  }
  function show(text) {
    if (!text) return;
    var page = new DOMParser().parseFromString(text, "text/html");
    document.querySelectorAll("figure.picture[id]").forEach(function (old) {
      var renewed = page.getElementById(old.id);
      if (renewed && renewed.innerHTML !== old.innerHTML) old.replaceWith(document.adoptNode(renewed));
    });
  }
  setInterval(look, minutes * 60000);
})();
