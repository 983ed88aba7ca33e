/* A locked page: asks for the passphrase, opens the page in its own place, and opens the files that it links to. The form
   of what is locked is that of charter/vault/sealing.py. Nothing leaves the browser.

   The key, not the passphrase, stays in the memory of this one tab (sessionStorage), so that the client's other pages open
   without asking; whoever closes the tab, or locks it, has it forgotten. It is named by the salt, which no other client
   has and which changes when the client's address does. A key that scripts cannot read would survive no link. */

(() => {
  const VERSION = 1, LEAST = 6e5, MOST = 1e7, BITS = 256;
  const TYPES = { pdf: "application/pdf", ics: "text/calendar", vcf: "text/vcard", json: "application/json" };
  const $ = (id) => document.getElementById(id);
  const assets = new URL(".", document.currentScript.src).href;
  const folder = new URL(".", location.href).href;
  const sealed = JSON.parse($("sealed").textContent);
  const form = $("unlock"), phrase = $("phrase"), trouble = $("trouble"), bar = $("unlocked"), button = form.querySelector("button");
  const place = "charter:" + sealed.salt;
  const encode = (text) => new TextEncoder().encode(text);
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  let key;

  /* Without storage the client's other pages ask again, and nothing else is missing */
  const store = (ask) => {
    try {
      return ask(sessionStorage);
    } catch {
      return null;
    }
  };
  const use = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);

  /* As it counts, however it was typed: see `typed` in charter/vault/sealing.py */
  const stretched = async (text) => {
    const whole = text.normalize("NFKC").trim().replace(/\s+/g, " ");
    const letters = whole.replace(/[\s\u2010-\u2015-]/g, "").toLowerCase();
    const typed = encode(/^[bcdfghjkmnpqrstvwxyz]{20}$/.test(letters) ? letters.match(/..../g).join("-") : whole);
    const known = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
    const { salt, iterations } = sealed;
    return crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations }, known, BITS);
  };

  /* A page is known by its address, since what stands in it could be another page's; hosts leave out parts of it */
  const here = () => {
    const name = location.pathname.split("/").pop() || "index";
    return name.includes(".") ? name : name + ".html";
  };
  const open = async (it, name) => {
    if (it.charter !== VERSION || !(it.iterations >= LEAST && it.iterations <= MOST) || it.salt !== sealed.salt) throw Error(name);
    const additionalData = encode(`charter ${VERSION} ${name}`);
    const whole = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(it.iv), additionalData }, key, bytes(it.data));
    return new Uint8Array(whole, 4, new DataView(whole).getUint32(0));
  };

  /* Scripts of the page run only where they are the site's own, beside this one; all others are data, or go */
  const revive = (old) => {
    if (!old.hasAttribute("src")) {
      if (!/json$/.test(old.type)) old.remove();
      return;
    }
    const src = new URL(old.getAttribute("src"), location.href).href, fresh = document.createElement("script");
    fresh.async = false;
    fresh.src = src;
    if (src.startsWith(assets)) old.replaceWith(fresh);
    else old.remove();
  };
  const dress = (element, as) => {
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    for (const { name, value } of as.attributes) element.setAttribute(name, value);
  };
  const show = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html"), { body, documentElement: root } = document;
    const styles = [...page.head.querySelectorAll("link[rel=stylesheet]")];
    const has = (link) => document.head.querySelector(`link[href="${CSS.escape(link.getAttribute("href"))}"]`);
    document.head.append(...styles.filter((link) => !has(link)));
    document.title = page.title;
    dress(root, page.documentElement);
    dress(body, page.body);
    body.replaceChildren(...page.body.childNodes);
    const controls = bar.content.cloneNode(true);
    controls.querySelector("button").onclick = lock;
    body.insertBefore(controls, body.querySelector("header"));
    body.querySelectorAll("script").forEach(revive);
    if (location.hash) location.replace(location.hash);
  };
  const unlock = async (raw) => {
    key = await use(raw);
    show(new TextDecoder().decode(await open(sealed, here())));
  };
  const lock = () => {
    store((kept) => kept.removeItem(place));
    location.reload();
  };

  /* A file comes as a script that holds it: from a folder on disk, pages may load nothing else */
  const load = (name) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.onload = () => done(JSON.parse(script.dataset.sealed));
    script.onerror = failed;
    script.src = name + ".locked.js";
    document.head.append(script);
  });
  const fetched = async (link, name) => {
    const type = TYPES[name.split(".").pop()];
    link.href = URL.createObjectURL(new Blob([await open(await load(name), name)], { type }));
    link.download = name;
    link.click();
  };
  const follow = (event) => {
    const link = event.target.closest("a[href]"), [url] = link ? link.href.split(/[?#]/) : [""];
    const name = url.startsWith(folder) && url.slice(folder.length);
    if (!key || !name || name.includes("/") || !(name.split(".").pop() in TYPES)) return;
    event.preventDefault();
    fetched(link, name).catch(() => {
      const said = $("missing");
      link.after(said);
      said.hidden = false;
    });
  };

  const refuse = () => {
    trouble.textContent = trouble.dataset.wrong;
    phrase.setAttribute("aria-invalid", "true");
    phrase.select();
    phrase.focus();
  };
  const submit = async (event) => {
    event.preventDefault();
    trouble.textContent = "";
    button.disabled = true;
    form.setAttribute("aria-busy", "true");
    try {
      const raw = await stretched(phrase.value);
      await unlock(raw);
      store((kept) => kept.setItem(place, btoa(String.fromCharCode(...new Uint8Array(raw)))));
      const main = $("main");
      if (main) main.focus({ preventScroll: true });
      if (!location.hash) scrollTo(0, 0);
    } catch {
      key = null;
      refuse();
    }
    button.disabled = false;
    form.removeAttribute("aria-busy");
  };
  const begin = async () => {
    if (!globalThis.crypto || !crypto.subtle) {
      $("insecure").hidden = false;
      return;
    }
    document.addEventListener("click", follow);
    const known = store((kept) => kept.getItem(place));
    try {
      if (known) return await unlock(bytes(known));
    } catch {
      key = null; // another passphrase than when it was kept
      store((kept) => kept.removeItem(place));
    }
    form.hidden = false;
    form.onsubmit = submit;
    $("shown").onchange = ({ target }) => {
      phrase.type = target.checked ? "text" : "password";
    };
  };
  /* Whoever has locked the pages does not get them back by going back */
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && key && !store((kept) => kept.getItem(place))) location.reload();
  });
  begin();
})();
