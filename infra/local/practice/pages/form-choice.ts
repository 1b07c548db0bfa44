import { html } from 'hono/html'
import { type SpecialForm, specialForms } from '#infra/local/practice/world/forms.ts'
import { networks } from '#infra/local/practice/world/network.ts'
import type { Text } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import { networkName, type PracticeView } from './practice-view.ts'

const formWords: Readonly<Record<SpecialForm, Text>> = {
	article: { de: 'Artikel', en: 'Article' },
	communityPost: { de: 'Beitrag in einer Community', en: 'Post in a community' },
	adComment: { de: 'Kommentar zu unserer Anzeige', en: 'Comment below our advertisement' },
	post: { de: 'Beitrag auf unserer Seite', en: 'Post on our page' },
	wallShare: { de: 'Auf der eigenen Seite geteilt', en: 'Shared on their own wall' },
	mention: { de: 'Erwähnung auf einer fremden Seite', en: 'Mention on somebody else’s page' },
	groupMention: { de: 'Erwähnung in einer Gruppe', en: 'Mention in a group' },
	review: { de: 'Bewertung', en: 'Recommendation' },
	bareReview: { de: 'Bewertung ohne Kennung', en: 'Recommendation without an id' },
	reviewComment: { de: 'Kommentar zu einer Bewertung', en: 'Comment below a recommendation' },
	feedback: { de: 'Antwort auf unsere Umfrage (privat)', en: 'Answer to our survey (private)' },
	liveComment: { de: 'Kommentar zur Live-Übertragung', en: 'Comment below our broadcast' },
	captionMention: { de: 'Erwähnung im eigenen Beitrag', en: 'Mention in their own post' },
	commentMention: { de: 'Erwähnung in einem fremden Kommentar', en: 'Mention in a comment elsewhere' },
	storyMention: { de: 'Erwähnung in der eigenen Story (privat)', en: 'Mention in their own story (private)' },
	storyReply: { de: 'Antwort auf unsere Story (privat)', en: 'Reply to our story (private)' },
}
const words = {
	legend: { de: 'Was es ist', en: 'What it is' },
	usual: { de: 'wie üblich', en: 'as usual' },
} as const satisfies Record<string, Text>

/** Renders the choice of what a customer writes where it is not the usual of its network. */
export const formChoice = ({ language }: PracticeView, chosen: string | undefined): PracticeHtml => {
	const option = (form: SpecialForm) =>
		html`<option value="${form}"${form === chosen ? html` selected` : ''}>${formWords[form][language]}</option>`
	return html`<label class="field"><span>${words.legend[language]}</span><select name="form"><option value="">${words.usual[language]}</option>${networks.map((network) => html`<optgroup label="${networkName[network]}">${specialForms[network].map(option)}</optgroup>`)}</select></label>`
}

/** Renders what a post is, where that is not the usual. */
export const formTag = ({ language }: PracticeView, form: SpecialForm | undefined): PracticeHtml | string =>
	form === undefined ? '' : html` <span class="tag">${formWords[form][language]}</span>`
