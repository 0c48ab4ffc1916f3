// A front end as a stranger would write it: from openapi.yaml and docs/rich-text.md alone. It
// rebuilds a page as lines of HTML, in the order in which a reader meets its parts.
import type { components } from "./schema.js";
import { html } from "./richtext.js";

type Shapes = components["schemas"];
type Page = Shapes["Page"];
type Block = Shapes["RichTextBlock"];
type Line = string | null;

export function renderAll(texts: Block[][]): string[] {
  return texts.map((blocks) => blocks.map(html).join(""));
}

export function rebuild(page: Page): string[] {
  const lines = [
    ...head(page),
    ...masthead(page),
    ...page.crisis_resources.flatMap(crisisResource),
    ...page.notices.flatMap(notice),
    ...page.outline.flatMap((entry) => [`<h2 id="${entry.anchor}">${entry.heading ?? ""}</h2>`, ...part(page, entry)]),
    ...around(page),
    ...responsibility(page),
  ];
  return lines.filter((line): line is string => line !== null);
}

function head(page: Page): Line[] {
  return [
    `title: ${page.seo.title ?? page.title}`,
    `description: ${page.seo.description ?? page.summary}`,
    `canonical: ${page.seo.canonical_url}`,
    `robots: ${page.seo.noindex ? "noindex" : "index"}`,
    page.seo.image && `share: ${page.seo.image}`,
    `language: ${page.locale}`,
    ...page.translations.map((other) => `alternate ${other.locale}: ${other.web_url} ${other.title}${other.stale ? " (older)" : ""}`),
    ...page.codes.map((code) => `code: ${code.system} ${code.code} ${code.match} ${code.display ?? ""}`),
  ];
}

function masthead(page: Page): Line[] {
  return [
    `<h1>${page.title}</h1>`,
    ...page.alternate_names.map((name) => `also: ${name}`),
    page.summary && `summary: ${page.summary}`,
    page.article_type && `type: ${page.article_type}`,
    `purpose: ${page.purpose}`,
    page.funding && `funding: ${page.funding}`,
    ...page.content_flags.map((flag) => `speaks of: ${flag}`),
    page.images.hero && picture(page.images.hero),
    ...page.byline.map((person) => `by: ${person.printed_name} (${person.profession}; ${person.degrees.join(", ")})`),
    page.review.line && `badge: ${page.review.line.short}`,
    `minutes: ${page.reading_minutes}`,
    ...page.tags.map((tag) => `tag: ${tag.name} (${tag.slug})`),
  ];
}

function picture(image: Shapes["HeroImage"]): string {
  const narrowest = image.renditions[0]?.url ?? "";
  const { x, y } = image.focal_point;
  return `hero: ${image.alt} | ${image.caption ?? ""} | ${image.credit ?? ""} | ${image.width}x${image.height} at ${x},${y} | ${narrowest}`;
}

function crisisResource(line: Shapes["CrisisResource"]): Line[] {
  const ways = [line.phone, line.sms && `${line.sms} ${line.sms_body ?? ""}`, line.chat_url];
  return [`crisis: ${line.label} (${line.name}, ${line.country}, ${line.hours}, ${line.languages.join(" ")}, ${line.audience ?? "all"}): ${ways.filter(Boolean).join(" | ")}`];
}

function notice(words: Shapes["Notice"]): Line[] {
  return [words.heading && `notice: ${words.heading}`, text("notice", words.text)];
}

function part(page: Page, entry: Shapes["OutlineEntry"]): Line[] {
  switch (entry.part) {
    case "key_points":
      return [text("key points", page.key_points)];
    case "section":
      return page.sections.filter((one) => one.id === entry.id).flatMap(section);
    case "associations":
      return [...(page.associations.notice ? notice(page.associations.notice) : []), ...page.associations.items.flatMap(association)];
    case "faqs":
      return page.faqs.flatMap((faq) => [`<h3>${faq.question}</h3>`, text("answer", faq.answer)]);
    case "call_to_action":
      return page.calls_to_action.filter((one) => one.id === entry.id).flatMap(callToAction);
    case "references":
      return page.references.flatMap(reference);
    default:
      return []; // A part that came later.
  }
}

function section(one: Shapes["Section"]): Line[] {
  return [
    one.aspect && `aspect: ${one.aspect}`,
    one.urgency && `urgency: ${one.urgency}`,
    ...(one.notice ? notice(one.notice) : []),
    text("body", one.body),
    ...(one.treatment ? treatment(one.treatment) : []),
  ];
}

function treatment(one: Shapes["Treatment"]): Line[] {
  return [
    `treatment: ${one.title} (${one.alternate_names.join(", ")}), ${one.regulatory_status}${one.off_label ? ", off-label" : ""}`,
    text("disclosure", one.disclosure),
    text("risks", one.risks),
    text("alternatives", one.alternatives),
  ];
}

function association(one: Shapes["Association"]): Line[] {
  const leads = one.card ? ` -> ${one.card.web_url}` : "";
  return [
    `<h3>${one.name}</h3> ${one.strength}${leads}`,
    text("explanation", one.explanation),
    one.signed && `signed elsewhere: ${one.signed.status} ${one.signed.last_reviewed} ${one.signed.fingerprint}`,
  ];
}

function callToAction(one: Shapes["CallToAction"]): Line[] {
  const button = one.target.href === null ? null : `button: ${one.label} -> ${one.target.kind} ${one.target.href}`;
  return [text("invitation", one.text), button];
}

function reference(one: Shapes["Reference"]): Line[] {
  return [
    `<li id="reference-${one.number}">${one.formatted.ama ?? one.title} ${one.publication_types.join(", ")}`,
    one.pmid && `PMID ${one.pmid} ${one.links.pubmed ?? ""}`,
    one.doi && `doi ${one.doi} ${one.links.doi ?? ""}`,
    one.pmcid && `PMC ${one.pmcid} ${one.links.pmc ?? ""}`,
    one.note && `cited because: ${one.note}`,
    `standing: ${one.standing.status} ${one.standing.checked_at ?? "never checked"} ${one.standing.notice ?? ""}`,
  ];
}

function around(page: Page): Line[] {
  const cards = (label: string, pages: Shapes["Card"][]) =>
    pages.map((card) => `${label}: ${card.title} | ${card.summary} | ${card.review.status} | ${card.image?.alt ?? ""} -> ${card.web_url}`);
  return [...cards("about", page.about), ...cards("related", page.related), ...cards("linked from", page.linked_from)];
}

function responsibility(page: Page): Line[] {
  const { review, feedback } = page;
  return [
    review.line && `reviewed: ${review.line.full}`,
    `status: ${review.status}, ${review.last_reviewed} to ${review.review_due}, ${review.scope}${review.independent ? ", independent" : ""}`,
    review.status === "overdue" && review.overdue_policy === "serve_with_notice" ? "The review of this page is overdue." : null,
    `words: revision ${review.revision}, ${review.fingerprint}`,
    ...review.reviewers.map((person) => `${person.meaning}: ${person.printed_name} (${person.profession}), ${person.licence} (${person.licensed_in.join(" & ")}), ${person.board_certifications.map((one) => one.specialty).join(", ")}, ${person.interests?.statement ?? ""}`),
    `public since ${page.first_published_at}, changed ${page.updated_at}`,
    feedback.url && `feedback: ${feedback.url}`,
    feedback.email && `feedback: ${feedback.email}`,
  ];
}

function text(label: string, rich: Shapes["Rich"]): Line {
  return rich.blocks.length ? `${label}: ${rich.blocks.map(html).join("")}` : null;
}
