import { html, raw } from 'hono/html'
import type { Catalogue, Notice } from '#shared/texts/catalogue.ts'
import { SCRIPT, STYLE } from './style.ts'

/** A piece of HTML; every inserted value is escaped. */
export type Html = ReturnType<typeof html>

/** The variables of a stage that name the company. */
export type CompanySettings = Readonly<Record<'COMPANY_NAME' | 'HOTLINE' | 'PRIVACY_URL' | 'IMPRINT_URL', string>>

export const companyOf = (settings: CompanySettings): Company => ({
	name: settings.COMPANY_NAME,
	hotline: settings.HOTLINE,
	privacyUrl: settings.PRIVACY_URL,
	imprintUrl: settings.IMPRINT_URL,
})

export type Company = {
	readonly name: string
	readonly hotline: string
	readonly privacyUrl: string
	readonly imprintUrl: string
}

/** The switch to the other language: a link, or a form where a link would carry a secret. */
export type LanguageSwitch = {
	readonly action: string
	/** Hidden values to post. Absent: a plain link, for a page without a secret. */
	readonly hidden?: Readonly<Record<string, string>> | undefined
}

export type Page = {
	readonly texts: Catalogue
	readonly title: string
	readonly hasErrors?: boolean | undefined
	readonly content: Html
	readonly languageSwitch?: LanguageSwitch | undefined
	/** Only the entry pages run the script. */
	readonly runsScript?: boolean | undefined
}

const OTHER = { de: { tag: 'en', name: 'English' }, en: { tag: 'de', name: 'Deutsch' } } as const

export const hiddenInputs = (values: Readonly<Record<string, string>>): Html[] =>
	Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)

const languageControl = ({ tag, frame }: Catalogue, { action, hidden }: LanguageSwitch): Html => {
	const other = OTHER[tag]
	const control =
		hidden === undefined
			? html`<a href="${action}?lang=${other.tag}" lang="${other.tag}" hreflang="${other.tag}">${other.name}</a>`
			: html`<form method="post" action="${action}">${hiddenInputs(hidden)}<button name="lang" value="${other.tag}" lang="${other.tag}">${other.name}</button></form>`
	return html`<nav class="lang" aria-label="${frame.switchLabel}">${control}</nav>`
}

const lock = raw(
	'<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/></svg>',
)
const icon = raw(
	`<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230b5f6e'/%3E%3Cpath d='M5 8h6v4H5zm1 0V6a2 2 0 0 1 4 0v2' fill='none' stroke='%23fff' stroke-width='1.3'/%3E%3C/svg%3E">`,
)

/** Renders the whole document around a page's content. */
export const renderPage = (company: Company, page: Page): Html => {
	const { texts, title, content, languageSwitch } = page
	const { frame, problems, tag } = texts
	return html`<!doctype html>
<html lang="${tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.hasErrors ? `${problems.summary}: ` : ''}${title} – ${company.name}</title>
${icon}
<style>${raw(STYLE)}</style>
</head>
<body>
<header><div class="w">
<div class="who"><p class="brand">${company.name}</p>
<p class="safe">${lock} ${frame.securePage}</p></div>
${languageSwitch ? languageControl(texts, languageSwitch) : ''}
</div></header>
<main class="w">
${page.runsScript ? html`<p class="wait" role="status">${frame.opening}</p>` : ''}
${content}
</main>
<footer><div class="w">
<p>${frame.help({ hotline: company.hotline })}</p>
<a href="${company.privacyUrl}" rel="noreferrer">${frame.privacy}</a>
<a href="${company.imprintUrl}" rel="noreferrer">${frame.imprint}</a>
</div></footer>
${page.runsScript ? html`<script>${raw(SCRIPT)}</script>` : ''}
</body>
</html>`
}

/** Builds a page that only shows a notice. */
export const noticePage = (texts: Catalogue, { title, paragraphs }: Notice): Page => ({
	texts,
	title,
	content: html`<div class="card"><h1>${title}</h1>${paragraphs.map((text) => html`<p>${text}</p>`)}</div>`,
})
