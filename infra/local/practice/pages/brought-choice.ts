import { html } from 'hono/html'
import { type Brought, type LedBy, sampleSchema } from '#infra/local/practice/world/brought.ts'
import type { Text } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import type { PracticeView } from './practice-view.ts'

const broughtWords: Readonly<Record<Brought['kind'], Text>> = {
	location: { de: 'Standort', en: 'Place' },
	link: { de: 'Link mit Vorschau', en: 'Link with a preview' },
	post: { de: 'Geteilter Beitrag', en: 'Shared post' },
	reel: { de: 'Geteiltes Reel', en: 'Shared reel' },
	product: { de: 'Produkt', en: 'Product' },
	ephemeral: { de: 'Bild zum einmaligen Ansehen', en: 'Picture that is shown once' },
}
const ledByWords: Readonly<Record<LedBy['kind'], Text>> = {
	ad: { de: 'kam über eine Anzeige', en: 'came by an advertisement' },
	product: { de: 'kam über ein Produkt', en: 'came by a product' },
	link: { de: 'kam über einen Link', en: 'came by a link' },
}
const words = {
	legend: { de: 'Was mitkommt', en: 'What comes along' },
	nothing: { de: 'nichts', en: 'nothing' },
	hint: {
		de: 'Facebook privat: alles; Instagram privat: Beitrag, Reel, Produkt; X privat: Standort, Beitrag; X öffentlich: Standort.',
		en: 'Facebook private: all; Instagram private: post, reel, product; X private: place, post; X public: place.',
	},
} as const satisfies Record<string, Text>

/** Renders the choice of what a customer sends along beside words and pictures. */
export const broughtChoice = ({ language }: PracticeView, chosen: string | undefined): PracticeHtml => {
	const option = (kind: (typeof sampleSchema.options)[number]) =>
		html`<option value="${kind}"${kind === chosen ? html` selected` : ''}>${broughtWords[kind][language]}</option>`
	return html`<label class="field"><span>${words.legend[language]}</span><select name="brings" aria-describedby="brings-hint"><option value="">${words.nothing[language]}</option>${sampleSchema.options.map(option)}</select><small id="brings-hint">${words.hint[language]}</small></label>`
}

/** Renders what came along with a post, and what led its author to write. */
export const broughtTags = (
	{ language }: PracticeView,
	{ brings, about }: { readonly brings: readonly Brought[]; readonly about?: LedBy | undefined },
): PracticeHtml => {
	const said = [
		...brings.map((one) => [broughtWords[one.kind][language], 'title' in one ? one.title : undefined]),
		...(about === undefined ? [] : [[ledByWords[about.kind][language], about.title]]),
	]
	return html`${said.map((parts) => html` <span class="tag">${parts.filter((part) => part !== undefined).join(': ')}</span>`)}`
}
