import { html } from 'hono/html'
import type { Text } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import { networkName, type PracticeView } from './practice-view.ts'

const words = {
	summary: { de: 'Bei Meta um Löschung bitten', en: 'Ask Meta for a deletion' },
	intro: {
		de: 'Meta ruft dann hilft auf und zeigt der Person eine Seite mit dem Stand. Nur wer auf Facebook oder Instagram schon geschrieben hat.',
		en: 'Meta then calls hilft and shows the person a page that tells how it stands. Only for those who have written on Facebook or Instagram.',
	},
	person: { de: 'Wer', en: 'Who' },
	appScoped: {
		de: 'Unter einer anderen Kennung als in Nachrichten, wie bei Meta wirklich',
		en: 'Under another id than in messages, as Meta really does',
	},
	send: { de: 'Um Löschung bitten', en: 'Ask for the deletion' },
} as const satisfies Record<string, Text>

/** Somebody asks Meta to have their data deleted with us. Nothing while nobody has written there. */
export const deletionForm = ({ world, language }: PracticeView): PracticeHtml | string => {
	const forms = (['facebook', 'instagram'] as const).flatMap((network) => {
		const people = world.people.list(network)
		if (people.length === 0) return []
		return [
			html`<form method="post" action="/practice/deletion"><h3>${networkName[network]}</h3><input type="hidden" name="network" value="${network}">
<label class="field"><span>${words.person[language]}</span><select name="person">${people.slice(0, 200).map(({ name }) => html`<option>${name}</option>`)}</select></label>
<label class="tick"><input type="checkbox" name="appScoped" value="yes"> ${words.appScoped[language]}</label>
<button class="quiet">${words.send[language]}</button></form>`,
		]
	})
	return forms.length === 0
		? ''
		: html`<details class="behaviour card" id="deletion"><summary>${words.summary[language]}</summary><p>${words.intro[language]}</p>${forms}</details>`
}
