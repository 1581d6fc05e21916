// What is pasted from a word processor or a page becomes Markdown, without the rest.

import { installLink } from "../../vendor/paste-markdown.js";
import Turndown from "../../vendor/turndown.js";
import { insert } from "./text.js";

const LONGEST = 5_000_000; // characters of HTML; beyond it the plain text is pasted
const FORMED = "table, h1, h2, h3, h4, h5, h6, strong, em, a[href], ul, ol, blockquote, hr, del";
const SIGNS = { true: "ol", false: "ul" };

export function cleanPastes(field) {
  // Before the element's own listeners: what they make of a word processor is poorer.
  field.addEventListener("paste", paste, { capture: true });
  // An address over selected words becomes their link.
  installLink(field);
}

function paste(event) {
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!html || html.length > LONGEST) return;
  const text = markdown(html);
  if (text === null) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  insert(event.currentTarget, text);
}

// The Markdown of the HTML, or null where it has no form that plain text would lose.
export function markdown(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const { body } = page;
  strip(page);
  nameForms(body);
  nestLists(body);
  unwrap(body);
  if (!body.querySelector(FORMED) && body.querySelectorAll("p").length < 2) return null;
  return turndown().turndown(body).replaceAll("\u00a0", " ").replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim();
}

// The page's policy forbids styles of others even where nobody sees them: they are
// only read, under another name.
function withoutStyles(html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

const styleOf = (node) => node.dataset?.style ?? "";

function turndown() {
  const service = new Turndown({ headingStyle: "atx", bulletListMarker: "-", emDelimiter: "_", hr: "---", codeBlockStyle: "fenced" });
  // The page has its own h1 and renders nothing below h4.
  service.addRule("heading", {
    filter: ["h1", "h2", "h3", "h4", "h5", "h6"],
    replacement: (words, node) => (words.trim() ? `\n\n${"#".repeat(Math.min(4, Math.max(2, Number(node.nodeName[1]))))} ${words.trim()}\n\n` : ""),
  });
  service.addRule("item", {
    filter: "li",
    replacement: (words, node) => {
      const list = node.parentNode;
      const sign = list.nodeName === "OL" ? `${Number(list.getAttribute("start") || 1) + [...list.children].indexOf(node)}. ` : "- ";
      const held = words.trim().replace(/\n{2,}/g, "\n").replace(/\n/g, `\n${" ".repeat(sign.length)}`);
      return `${sign}${held}\n`;
    },
  });
  service.addRule("struck", { filter: ["del", "s", "strike"], replacement: (words) => (words.trim() ? `~~${words}~~` : words) });
  service.addRule("picture", { filter: ["img", "svg", "picture", "video", "object"], replacement: () => "" });
  service.addRule("cell", { filter: ["td", "th"], replacement: (words) => `| ${words.trim().replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|")} ` });
  service.addRule("row", {
    filter: "tr",
    replacement: (words, node) => {
      const isFirst = node.closest("table").querySelector("tr") === node;
      return `${words}|\n${isFirst ? `${"| --- ".repeat(node.cells.length)}|\n` : ""}`;
    },
  });
  service.addRule("table", { filter: "table", replacement: (words) => `\n\n${words.trim()}\n\n` });
  service.addRule("rows", { filter: ["thead", "tbody", "tfoot"], replacement: (words) => words });
  return service;
}

// Comments, sheets of style and the elements of Word's own that are no words.
function strip(page) {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const node of [...comments, ...page.querySelectorAll("style, script, meta, link, title, xml, head")]) node.remove();
  for (const node of page.body.querySelectorAll("*")) {
    if (node.nodeName.includes(":")) node.replaceWith(...node.childNodes);
    else if (/(^|;)\s*(display:\s*none|mso-hide:\s*all)/i.test(styleOf(node))) node.remove();
  }
}

// Forms that are only styles are named: bold and slanted spans, titles, quotations.
function nameForms(body) {
  for (const node of body.querySelectorAll("b, strong, i, em")) {
    const plain = node.matches("b, strong") ? /(?<![-\w])font-weight:\s*(normal|[1-4]00)/i : /(?<![-\w])font-style:\s*normal/i;
    if (plain.test(styleOf(node))) node.replaceWith(...node.childNodes);
    else rename(node, node.matches("b, strong") ? "strong" : "em");
  }
  for (const node of body.querySelectorAll("span, font")) {
    const style = styleOf(node);
    const names = [];
    if (/(?<![-\w])font-weight:\s*(bold|[6-9]00)/i.test(style)) names.push("strong");
    if (/(?<![-\w])font-style:\s*(italic|oblique)/i.test(style)) names.push("em");
    if (/text-decoration[^;]*line-through/i.test(style)) names.push("del");
    if (names.length && node.textContent.trim() && !node.closest("h1, h2, h3, h4, h5, h6")) wrapWords(node, names);
  }
  for (const node of body.querySelectorAll("p, div")) {
    const name = node.className.match(/Mso(Title|Subtitle|Heading(\d)|Quote|IntenseQuote)/);
    if (!name) continue;
    if (name[1].endsWith("Quote")) rename(node, "blockquote");
    else rename(node, name[1] === "Title" ? "h2" : name[1] === "Subtitle" ? "h3" : `h${name[2]}`);
  }
  for (const node of body.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    // A heading is strong already.
    for (const inner of node.querySelectorAll("strong")) inner.replaceWith(...inner.childNodes);
  }
  for (const link of body.querySelectorAll("a")) straighten(link);
}

function straighten(link) {
  let address = link.getAttribute("href") ?? "";
  const sent = /^https?:\/\/www\.google\.com\/url\?/.test(address) && new URL(address).searchParams.get("q");
  if (sent) address = sent;
  if (/^(https?:\/\/|mailto:)/i.test(address) && link.textContent.trim()) link.setAttribute("href", address);
  else link.replaceWith(...link.childNodes);
}

function rename(node, name) {
  const fresh = node.ownerDocument.createElement(name);
  fresh.append(...node.childNodes);
  node.replaceWith(fresh);
  return fresh;
}

function wrapWords(node, names) {
  for (const name of names) {
    const fresh = node.ownerDocument.createElement(name);
    fresh.append(...node.childNodes);
    node.append(fresh);
  }
}

// Word writes a list as paragraphs, each with its level and its sign as text.
function nestLists(body) {
  let open = [];
  for (const item of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, table, ul, ol, blockquote, div")]) {
    const level = Number(styleOf(item).match(/mso-list:[^;]*\blevel(\d)/i)?.[1] ?? 0);
    const isItem = level > 0 && item.nodeName === "P";
    if (!isItem) {
      if (!item.contains(open[0]?.list ?? null) && !open.some(({ list }) => list.contains(item))) open = [];
      continue;
    }
    const sign = takeSign(item);
    open = open.slice(0, level);
    let last = open.at(-1);
    if (!last || last.level < level) {
      const list = body.ownerDocument.createElement(SIGNS[/^\(?[\divxa-z]{1,4}[.)]/i.test(sign)]);
      if (last) last.list.lastElementChild.append(list);
      else item.before(list);
      last = { list, level };
      open.push(last);
    }
    const row = body.ownerDocument.createElement("li");
    row.append(...item.childNodes);
    last.list.append(row);
    item.remove();
  }
}

function takeSign(item) {
  for (const span of item.querySelectorAll("span")) {
    if (/mso-list:\s*ignore/i.test(styleOf(span))) {
      const sign = span.textContent.trim();
      span.remove();
      return sign;
    }
  }
  // Without its own element the sign is what stands before a run of hard spaces.
  const found = /^\s*([·•o§▪–-]|\(?[\da-z]{1,4}[.)])[\s\u00a0]{2,}/i.exec(item.textContent);
  if (!found) return "";
  let left = found[0].length;
  const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  while (left > 0 && walker.nextNode()) {
    const node = walker.currentNode;
    const gone = Math.min(left, node.data.length);
    node.data = node.data.slice(gone);
    left -= gone;
  }
  return found[1];
}

// Elements that say nothing by themselves.
function unwrap(body) {
  for (const node of body.querySelectorAll("span, font, u, o\\:p")) node.replaceWith(...node.childNodes);
  // Word and LibreOffice set every item of a list as a paragraph of its own.
  for (const node of body.querySelectorAll("li > p:only-of-type")) node.replaceWith(...node.childNodes);
  for (const node of body.querySelectorAll("p")) if (!node.textContent.trim()) node.remove();
  body.normalize();
}
