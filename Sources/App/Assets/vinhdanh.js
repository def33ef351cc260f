// Vinh Danh: comfort for pages that work without it. No framework, nothing from other hosts, no styles written here.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (node) => node instanceof Element && node.closest("input, textarea, select, [contenteditable]") !== null;
  const clock = (date) => `${date.getHours()} giờ ${String(date.getMinutes()).padStart(2, "0")}`;

  // Buttons that only scripts can serve appear now.
  const act = {
    print: () => window.print(),
    close: (button) => button.closest("dialog")?.close(),
    async copy(button, id) {
      const field = id && document.getElementById(id);
      field?.select?.();
      try {
        await navigator.clipboard.writeText(field ? field.value : location.href);
        say(button, "Đã chép");
      } catch {
        // Without TLS browsers have no clipboard for scripts; the words are selected already.
        say(button, field ? "Chưa chép được, xin nhấn Ctrl+C" : "Chưa chép được, xin chép ở thanh địa chỉ");
      }
    },
  };
  function say(button, words) {
    button.dataset.words ??= button.textContent;
    button.textContent = words;
    button.setAttribute("role", "status");
    setTimeout(() => { button.textContent = button.dataset.words; button.removeAttribute("role"); }, 4000);
  }
  all("[data-act]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-act]");
    if (button) {
      const [name, id] = button.dataset.act.split(":");
      if (name === "open") document.getElementById(id)?.showModal();
      else act[name]?.(button, id);
    }
    if (event.target.closest?.("[aria-disabled=true]")) event.preventDefault();
    // One menu at a time, and a click beside it closes it.
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.activeElement?.closest("details.menu[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    }
    if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = document.querySelector("form[role=search] input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });

  // A refused form: the summary is read first.
  document.querySelector(".errors")?.focus();
  // On phones the navigation is one row: the current place comes into sight.
  const current = document.querySelector(".side [aria-current]");
  const row = document.querySelector(".side");
  if (current && row && row.scrollWidth > row.clientWidth) row.scrollLeft = current.offsetLeft - 16;

  // Select all.
  all("input[data-all]").forEach((head) => {
    head.hidden = false;
    const table = head.closest("table");
    const boxes = () => all("tbody input[type=checkbox]", table);
    const show = () => {
      const on = boxes().filter((box) => box.checked).length;
      head.checked = on > 0 && on === boxes().length;
      head.indeterminate = on > 0 && !head.checked;
    };
    head.addEventListener("change", () => boxes().forEach((box) => { box.checked = head.checked; }));
    table.addEventListener("change", (event) => { if (event.target !== head) show(); });
    show();
  });

  // Unsent words, drafts, double submit.
  const changed = new Set();
  window.addEventListener("beforeunload", (event) => { if (changed.size > 0) event.preventDefault(); });
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.hasAttribute("data-guard") || form?.hasAttribute("data-autosave")) changed.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "dialog" || event.defaultPrevented) return;
    changed.delete(form);
    if (form.method !== "post") return;
    form.dataset.sent = "1";
    if (form.dataset.autosave || hasWords(form)) shelf.put(form, true);
    // After the form data is taken, so that the name and value of the button are sent.
    const button = event.submitter;
    if (button) setTimeout(() => busy(button));
    // An answer that is a file leaves the page as it is.
    setTimeout(() => free(form), 8000);
  });
  function busy(button) {
    button.setAttribute("aria-busy", "true");
    button.setAttribute("aria-disabled", "true");
    if (!button.dataset.busy) return;
    button.dataset.words = button.textContent;
    button.textContent = button.dataset.busy;
  }
  function free(form) {
    delete form.dataset.sent;
    all("[aria-busy=true]", form).forEach((button) => {
      button.removeAttribute("aria-busy");
      button.removeAttribute("aria-disabled");
      if (button.dataset.words) button.textContent = button.dataset.words;
    });
  }
  // Back from the next page: the form may be sent again.
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(free));

  // Drafts: posted while one types; kept in this browser, for this person, until the office has them. The words of every other
  // form are kept while they are under way: where the session was over or the answer never came, they are offered again.
  const who = document.body.dataset.who;
  const prefix = `nhap:${who}:`;
  const underWay = `${prefix}gui:`;
  function place(form) {
    if (form.dataset.autosave) return prefix + form.dataset.autosave;
    const to = form.getAttribute("action");
    const alike = all("form[method=post]").filter((other) => other.getAttribute("action") === to);
    return `${underWay}${to}#${alike.indexOf(form)}`;
  }
  // Whether something was typed that one would not like to type again; never a password or a code.
  function hasWords(form) {
    const controls = [...form.elements];
    if (controls.some((one) => one.type === "password" || one.autocomplete === "one-time-code")) return false;
    return controls.some((one) => one.name && one.matches("textarea, input:not([type]), input[type=text], input[type=search]") && one.value.trim());
  }
  const shelf = {
    put(form, sent) {
      if (!who) return;
      try {
        localStorage.setItem(place(form), JSON.stringify({ when: Date.now(), sent, words: words(form) }));
      } catch { /* the browser keeps nothing; the office still saves */ }
    },
    take(form) {
      try { return JSON.parse(localStorage.getItem(place(form))); } catch { return null; }
    },
    drop(form) {
      try { localStorage.removeItem(place(form)); } catch { /* nothing was kept */ }
    },
    // Changes what was sent and begins with `start`: to nothing, or to unsent.
    settle(start, isKept) {
      let count = 0;
      try {
        for (const key of Object.keys(localStorage).filter((one) => one.startsWith(start))) {
          const draft = JSON.parse(localStorage.getItem(key));
          if (!draft.sent) continue;
          count += 1;
          if (isKept(key)) localStorage.setItem(key, JSON.stringify({ ...draft, sent: false }));
          else localStorage.removeItem(key);
        }
      } catch { /* nothing was kept */ }
      return count;
    },
  };
  function texts(form) { return [...new FormData(form)].filter(([, value]) => typeof value === "string"); }
  function words(form) {
    const silent = new Set([...form.elements].filter((one) => ["hidden", "password"].includes(one.type)).map((one) => one.name));
    return texts(form).filter(([name]) => !silent.has(name));
  }
  function fill(form, words) {
    for (const control of form.elements) {
      if (!control.name || ["hidden", "file", "password", "submit", "button"].includes(control.type)) continue;
      const values = words.filter(([name]) => name === control.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
      else if (values.length > 0) control.value = values[0];
    }
  }
  const arrival = performance.getEntriesByType("navigation")[0];
  if (!who) {
    // The page of sign-in: what was under way has not arrived.
    const late = document.querySelector("main .note.care");
    if (shelf.settle("nhap:", () => true) > 0 && late) late.append(" Lời đã gõ còn giữ trên máy này.");
  } else {
    // A page that says what was done has come: what was sent before it has arrived.
    if (document.querySelector(".toast")) shelf.settle(prefix, () => false);
    // A refusal in the form itself shows what was typed; one on a page of its own does not.
    const here = new Set(all("form[method=post]").map(place));
    const isRefused = (arrival?.responseStatus ?? 200) >= 400;
    if (!["reload", "back_forward"].includes(arrival?.type)) shelf.settle(underWay, (key) => isRefused && !here.has(key));
  }
  all("form[method=post]").forEach((form) => {
    const mark = form.closest("section, main, body").querySelector("[data-saved]");
    const tell = (words) => { if (mark) mark.textContent = words; };
    let timer = 0;
    async function save() {
      try {
        const answer = await fetch(form.dataset.autosave,
          { method: "POST", body: new URLSearchParams(texts(form)), credentials: "same-origin", redirect: "manual" });
        if (!answer.ok) throw new Error(`status ${answer.status}`);
        if (form.dataset.sent) return;
        shelf.drop(form);
        changed.delete(form);
        tell(`tự lưu lúc ${clock(new Date())}`);
      } catch {
        tell(`chưa gửi được, đã giữ trên máy này lúc ${clock(new Date())}`);
      }
    }
    const saves = Boolean(form.dataset.autosave);
    if (saves) {
      form.addEventListener("input", () => { shelf.put(form, false); clearTimeout(timer); timer = setTimeout(save, 1500); });
      form.addEventListener("submit", () => clearTimeout(timer));
      window.addEventListener("online", () => { if (changed.has(form)) save(); });
    }
    const draft = shelf.take(form);
    if (!draft) return;
    if (JSON.stringify(draft.words) === JSON.stringify(words(form))) { shelf.drop(form); return; }
    const note = document.createElement("p");
    note.className = "note care";
    const when = new Date(draft.when);
    note.append(`Máy này còn giữ lời chưa gửi, ${clock(when)} ngày ${when.getDate()}/${when.getMonth() + 1}. `);
    const offer = (words, run) => {
      const button = document.createElement("button");
      [button.type, button.className, button.textContent] = ["button", "btn low", words];
      button.addEventListener("click", () => { run(); note.remove(); });
      note.append(button, " ");
    };
    offer("Lấy lại", () => {
      fill(form, draft.words);
      changed.add(form);
      if (saves) save(); else shelf.drop(form);
    });
    offer("Bỏ", () => shelf.drop(form));
    form.before(note);
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  });

  // Names are offered while they are typed; in the body of a post, so that they stand in no log.
  all("input[data-ask]").forEach((input) => {
    const known = input.list;
    let [timer, asked] = [0, ""];
    async function ask() {
      const typed = input.value.trim();
      if (typed.length < 2 || typed === asked || [...known.options].some((option) => option.value === typed)) return;
      asked = typed;
      const hidden = all("input[type=hidden]", input.form).map((one) => [one.name, one.value]);
      try {
        const answer = await fetch(input.dataset.ask,
          { method: "POST", body: new URLSearchParams([...hidden, ["tim", typed]]), credentials: "same-origin" });
        if (!answer.ok || input.value.trim() !== typed) return;
        const lines = (await answer.text()).split("\n").filter((line) => line !== "");
        known.replaceChildren(...lines.map((line) => { const option = document.createElement("option"); option.value = line; return option; }));
      } catch { /* the list that came with the page stays */ }
    }
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
  });

  // Days: 5.3.2026 and 5-3-2026 become 05/03/2026.
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("input[data-day]")) return;
    const parts = /^\s*(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})\s*$/.exec(event.target.value);
    if (parts) event.target.value = `${parts[1].padStart(2, "0")}/${parts[2].padStart(2, "0")}/${parts[3]}`;
  });

  // Files may be dropped on their field.
  all(".drop").forEach((zone) => {
    const input = zone.querySelector("input[type=file]");
    if (!input || zone.querySelector(".drop")) return;
    zone.classList.add("ready");
    const hint = document.createElement("span");
    hint.className = "names soft";
    hint.textContent = "hoặc kéo tệp thả vào đây";
    zone.append(hint);
    const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
    ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, over(true)));
    ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, over(false)));
    zone.addEventListener("drop", (event) => {
      if (event.dataTransfer.files.length === 0) return;
      const files = new DataTransfer();
      [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => files.items.add(file));
      input.files = files.files;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });

  // Paper beside draft: ↓ ↑ walk, Enter takes, E edits.
  const review = document.querySelector("[data-review]");
  if (review) {
    const drafts = all(".draft", review);
    const go = (index) => {
      const next = drafts[Math.min(Math.max(index, 0), drafts.length - 1)];
      if (!next) return;
      const number = next.id.slice(1);
      drafts.forEach((draft) => {
        draft.classList.toggle("on", draft === next);
        if (draft === next) draft.setAttribute("aria-current", "true"); else draft.removeAttribute("aria-current");
      });
      all(".doc .ref", review).forEach((ref) => {
        const here = ref.id === "c" + number;
        ref.classList.toggle("on", here);
        all("mark", ref.closest("tr, p")).forEach((mark) => mark.classList.toggle("on", here));
      });
      // Later paragraphs and rows of the same draft.
      all(".doc [data-of]", review).forEach((part) =>
        all("mark", part).forEach((mark) => mark.classList.toggle("on", part.dataset.of === number)));
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
      const place = document.getElementById("c" + number);
      const paper = place?.closest(".doc");
      // The paper scrolls within itself; the page stays with the draft.
      if (paper && paper.scrollHeight > paper.clientHeight) {
        const top = place.getBoundingClientRect().top - paper.getBoundingClientRect().top;
        if (top < 40 || top > paper.clientHeight - 120) paper.scrollTop += top - paper.clientHeight / 3;
      }
    };
    const here = () => drafts.findIndex((draft) => draft.classList.contains("on"));
    document.addEventListener("keydown", (event) => {
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      const draft = drafts[here()];
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (event.target.closest?.(".doc, .menu")) return;
        event.preventDefault();
        go(here() + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && draft && event.target.closest?.("a, button, summary") === null) {
        // What was taken already is left as it is; the next one comes.
        const take = draft.querySelector("[data-take]");
        event.preventDefault();
        if (take) take.click(); else go(here() + 1);
      } else if (event.key.toLowerCase() === "e" && draft) {
        const edit = draft.querySelector("[data-edit]");
        const fields = all("input:not([type=hidden]), select, textarea", draft);
        const field = fields.find((one) => !one.closest("details")) ?? fields[0];
        const fold = field?.closest("details") ?? draft.querySelector("details");
        if (edit || field || fold) event.preventDefault();
        if (edit) edit.click();
        else {
          if (fold) fold.open = true;
          (field ?? fold?.querySelector("input, select, textarea"))?.focus();
        }
      }
    });
    review.addEventListener("click", (event) => {
      const draft = event.target.closest(".draft");
      if (draft && !draft.classList.contains("on") && !event.target.closest("a, button, input, select, textarea, summary")) go(drafts.indexOf(draft));
    });
    // A number in the margin of the paper leads to its draft and back; both are shown as the current pair.
    const arrive = () => {
      const asked = /^#[vc](\d+)$/.exec(location.hash)?.[1];
      const index = asked ? drafts.findIndex((draft) => draft.id === "v" + asked) : here();
      if (index < 0 || document.querySelector(".errors")) return;
      go(index);
      // Where the form of a draft was asked for, typing may begin.
      if (!matchMedia("(pointer: coarse)").matches) drafts[index].querySelector("form[data-guard] textarea")?.focus({ preventScroll: true });
    };
    window.addEventListener("hashchange", arrive);
    // The browser goes to the place in the address itself, and only then may the focus go on.
    window.addEventListener("load", () => setTimeout(arrive));
  }
})();
