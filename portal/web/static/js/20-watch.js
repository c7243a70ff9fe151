// Looks again while the portal is at work on something, and shows the page anew once it has moved on.
// Without script the page says when it will look again by itself, and can be told not to.
(function () {
  "use strict";
  var watched = document.querySelector("[data-watch]");
  if (!watched || !window.fetch || !window.DOMParser) return;
  var tries = 0;
  function look() {
    if (tries++ > 200) return;
    fetch(location.href, { credentials: "same-origin", cache: "no-store" })
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (text) {
        var found = new DOMParser().parseFromString(text, "text/html").querySelector("[data-watch]");
        if (text && (!found || found.dataset.watch !== watched.dataset.watch)) location.reload();
        else setTimeout(look, 2500);
      })
      .catch(function () { setTimeout(look, 10000); });
  }
  setTimeout(look, 1500);
})();
