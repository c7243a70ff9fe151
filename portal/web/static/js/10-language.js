// Remembers the language a reader chose, for the next visit to "/". Everything works without it.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-language]");
    if (!link) return;
    var lang = link.getAttribute("data-language");
    if (lang !== "cy" && lang !== "en") return;
    var secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = "melin_lang=" + lang + "; Path=/; Max-Age=31536000; SameSite=Lax" + secure;
  });
})();
