import { html, raw } from 'hono/html'
import type { Catalogue } from '#shared/texts/catalogue.ts'
import type { Block } from './request-mail-text.ts'

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
const lines = (text: string) => text.split('\n').map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`))

/** A URL in a text, without the punctuation that closes the sentence around it. */
const PAGE_ADDRESS = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}»“”]/g

const linked = (line: string) => {
	const found = [...line.matchAll(PAGE_ADDRESS)]
	const rest = found.reduce((at, { index, 0: url }) => Math.max(at, index + url.length), 0)
	return html`${found.map(({ index, 0: url }, number) => {
		const before = found[number - 1]
		const start = before === undefined ? 0 : before.index + before[0].length
		return html`${line.slice(start, index)}<a href="${url}" style="color:#0b5f6e">${url}</a>`
	})}${line.slice(rest)}`
}

const blockHtml = (block: Block) => {
	switch (block.kind) {
		case 'paragraph':
			return html`<p${block.lang === undefined ? '' : raw(` lang="${block.lang}"`)} style="margin:0 0 16px">${lines(block.text)}</p>`
		case 'words':
			return html`<p style="margin:0 0 16px">${block.text.split('\n').map((line, index) => html`${index === 0 ? '' : raw('<br>')}${linked(line)}`)}</p>`
		case 'small':
			return html`<p style="margin:0 0 12px;font-size:14px;color:#4a5866">${lines(block.text)}</p>`
		case 'button':
			return html`<p style="margin:24px 0"><a href="${block.url}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:#0b5f6e;color:#ffffff;font-weight:600;text-decoration:none">${block.text}</a></p>`
		case 'reference':
			return html`<p style="margin:0 0 16px;font-size:14px;color:#4a5866">${block.label}:<br><span style="font-family:Menlo,Consolas,monospace;font-size:16px;color:#15202b">${block.value}</span></p>`
		case 'links':
			return html`<p style="margin:0;font-size:14px">${block.links.map(
				({ text, url }) => html`<a href="${url}" style="color:#0b5f6e;margin-right:16px">${text}</a> `,
			)}</p>`
	}
}

/**
 * Renders the HTML of a mail: no images, no scripts, no external resources, inline styles as mail readers need them.
 */
export const mailHtml = (
	{ tag }: Catalogue,
	{ subject, preview }: { readonly subject: string; readonly preview: string },
	blocks: readonly Block[],
): string => {
	const divider = blocks.findIndex(({ kind }) => kind === 'small')
	const rule = raw('<hr style="margin:24px 0 16px;border:0;border-top:1px solid #c4ced6">')
	return String(html`<!doctype html>
<html lang="${tag}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${subject}</title></head>
<body style="margin:0;padding:0;background:#f2f5f7">
${preview === '' ? '' : html`<div style="display:none;max-height:0;overflow:hidden">${preview}</div>\n`}<div role="article" aria-label="${subject}" style="max-width:560px;margin:0 auto;padding:24px 16px">
<div style="padding:24px;border:1px solid #c4ced6;border-top:4px solid #0b5f6e;border-radius:12px;background:#ffffff;color:#15202b;${raw(FONT)};font-size:16px;line-height:1.5">
${blocks.map((block, index) => html`${index === divider ? rule : ''}${blockHtml(block)}\n`)}</div></div>
</body>
</html>
`)
}
