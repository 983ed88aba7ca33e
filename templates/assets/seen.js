/* What has changed since the reader's last visit: the number of the release that this page showed then stays in their own
   browser, under the path of the page, and goes nowhere. Without storage nothing is shown, and nothing is missing. */

(() => {
  const status = document.getElementById("seen");
  const now = Number(status.dataset.release);
  const key = "charter:" + location.pathname;
  let then = null;
  try {
    then = localStorage.getItem(key);
    localStorage.setItem(key, now);
  } catch {
    return;
  }
  // whoever follows the notice of another page comes with the release that it was about
  const named = /^#since-(\d+)$/.exec(location.hash);
  const since = Number(named ? named[1] : then);
  if (!since || since >= now) return;
  const notice = status.firstElementChild;
  const link = notice.querySelector("a");
  const entries = [...document.querySelectorAll("section[data-release]")].filter((it) => it.dataset.release > since);
  for (const entry of entries) entry.querySelector(".unseen").hidden = false;
  if (!entries.length) link.href = link.href.replace(/#.*/, "#since-" + since);
  else link.href = link.hash;
  notice.hidden = false;
  if (named && entries.length) entries[0].scrollIntoView();
})();
