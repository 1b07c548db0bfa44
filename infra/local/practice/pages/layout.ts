import type { Context } from 'hono'
import { html } from 'hono/html'
import type { PageLanguage, Text } from './language.ts'

export type PracticeHtml = ReturnType<typeof html>

const POLICY =
	"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const words = {
	skip: { de: 'Zum Inhalt', en: 'Skip to content' },
	start: { de: 'Übersicht', en: 'Overview' },
	practice: { de: 'Übungsplatz', en: 'Practice ground' },
	language: { de: 'Sprache', en: 'Language' },
	menu: { de: 'Seiten', en: 'Pages' },
	note: {
		de: 'Übungsbetrieb auf diesem Rechner. Nichts hier verlässt ihn, keine Nachricht erreicht ein echtes Netzwerk.',
		en: 'Practice mode on this computer. Nothing leaves it, no message reaches a real network.',
	},
	privacy: { de: 'Datenschutz (Muster)', en: 'Privacy (sample)' },
	imprint: { de: 'Impressum (Muster)', en: 'Imprint (sample)' },
} satisfies Record<string, Text>

export type PageOptions = {
	readonly language: PageLanguage
	readonly title: string
	readonly path: string
	readonly body: PracticeHtml
	readonly hasScript?: boolean | undefined
	readonly status?: 200 | 400 | 404 | undefined
}

const languageLink = (context: Context, language: PageLanguage, current: PageLanguage, name: string): PracticeHtml => {
	const url = new URL(context.req.url)
	url.searchParams.set('lang', language)
	return html`<a href="${url.pathname}${url.search}" lang="${language}" hreflang="${language}"${language === current ? html` aria-current="true"` : ''}>${name}</a>`
}

const menuLink = (path: string, current: string, language: PageLanguage, name: string): PracticeHtml =>
	html`<a href="${path}?lang=${language}"${path === current ? html` aria-current="page"` : ''}>${name}</a>`

/** Renders a whole page of the practice place: strict policy, own style and script only, no cookie. */
export const page = async (context: Context, options: PageOptions): Promise<Response> => {
	const { language, title, path, body, hasScript = false, status = 200 } = options
	const text = (word: Text) => word[language]
	const document = await html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/practice/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/practice/assets/practice.css">
${hasScript ? html`<script src="/practice/assets/practice.js" defer></script>` : ''}
</head>
<body>
<a class="skip" href="#content">${text(words.skip)}</a>
<header class="top">
<a class="mark" href="/?lang=${language}" aria-label="hilft"><span aria-hidden="true" class="dot"></span>hilft</a>
<nav aria-label="${text(words.menu)}">${menuLink('/', path, language, text(words.start))}${menuLink('/practice', path, language, text(words.practice))}</nav>
<nav class="languages" aria-label="${text(words.language)}">${languageLink(context, 'de', language, 'Deutsch')}${languageLink(context, 'en', language, 'English')}</nav>
</header>
<main id="content">${body}</main>
<footer class="bottom"><p>${text(words.note)}</p>
<p><a href="/practice/company/privacy?lang=${language}">${text(words.privacy)}</a> <a href="/practice/company/imprint?lang=${language}">${text(words.imprint)}</a></p></footer>
</body>
</html>
`
	return context.html(document.toString(), status, {
		'content-security-policy': POLICY,
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'cache-control': 'no-store',
	})
}
