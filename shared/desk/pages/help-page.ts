import { html } from 'hono/html'
import type { Html } from '#shared/pages/frame.ts'
import { deskPage, type Frame } from './frame.ts'
import { ENVELOPE, LOCK, MEGAPHONE, NOTE } from './icons.ts'

const ICONS = { public: MEGAPHONE, private: LOCK, note: NOTE, mail: ENVELOPE } as const

/** A sequence is one key after the other; of keys together each is shown by itself. */
const keyCaps = (key: string): Html => {
	const caps = key.split(' ').map((step) => {
		const together = step.split(/\+(?=.)/).map((one, index) => html`${index > 0 && '+'}<kbd>${one}</kbd>`)
		return html` ${together}`
	})
	return html`${caps}`
}

/** Renders what the keys do, and what is good to know beside them. */
export const helpPage = (frame: Frame): Html => {
	const { own: said } = frame.texts
	const table = ({ place, keys }: (typeof said.keys)[number]): Html =>
		html`<section class="card"><h2>${place}</h2><table class="keys" aria-label="${place}"><thead class="unseen"><tr><th scope="col">${said.helpKey}</th><th scope="col">${said.helpDoes}</th></tr></thead><tbody>${keys.map(([key, deed]) => html`<tr><th scope="row">${keyCaps(key)}</th><td>${deed}</td></tr>`)}</tbody></table></section>`
	const bands = (['public', 'private', 'note', 'mail'] as const).map(
		(band) =>
			html`<li><span class="band ${band}">${ICONS[band]}${said.bands[band][0]}</span> ${said.bands[band][1]}</li>`,
	)
	return deskPage(frame, {
		title: said.help,
		className: 'own-page',
		poll: ['counts', 'state'],
		content: html`<h1>${said.help}</h1>
<p>${said.helpText}${!frame.hasKeys && html` <strong>${said.helpOff}</strong>`} <a href="/desk/me">${said.helpChange}</a></p>
<div class="cards">${said.keys.map(table)}
<section class="card"><h2>${said.order}</h2><p>${said.orderText}</p></section>
<section class="card"><h2>${said.readers}</h2><ul class="bands">${bands}</ul></section></div>`,
	})
}
