import { html } from 'hono/html'
import type { PracticeClock } from '#infra/local/practice/kernel/practice-clock.ts'
import { ANSWER, callKinds, type Fault, faultKinds } from '#infra/local/practice/world/faults.ts'
import { networks, visibilities } from '#infra/local/practice/world/network.ts'
import { DAY, HOUR } from '#shared/kernel/clock.ts'
import { type Text, wholeTime } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import { networkName, type PracticeView } from './practice-view.ts'
import type { PracticeWord } from './practice-words.ts'

type Option = readonly [value: string, label: string]
const select = (name: string, label: string, options: readonly Option[], chosen = ''): PracticeHtml =>
	html`<label class="field"><span>${label}</span><select name="${name}">${options.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`)}</select></label>`
const number = (name: string, label: string, value: number | '', most: number): PracticeHtml =>
	html`<label class="field"><span>${label}</span><input type="number" name="${name}" value="${value}" min="0" max="${most}"></label>`

/** Renders the rules that people change most; scripts reach all of them by `PUT /practice/settings`. */
const rulesForm = ({ world, word, language }: PracticeView): PracticeHtml => {
	const { echo, readDelaySeconds, x } = world.settings.all()
	const onOff: readonly Option[] = [
		['on', word('on')],
		['off', word('off')],
	]
	const repetitions = (['thread', 'account'] as const).map((value): Option => [value, word(value)])
	const { messages, posts } = x.limits
	return html`<form method="post" action="/practice/rules?lang=${language}"><h3>${word('settings')}</h3>
${select('echo', word('echo'), onOff, echo ? 'on' : 'off')}
${number('readDelaySeconds', word('readDelay'), readDelaySeconds, 600)}
${select('selfServe', word('selfServe'), onOff, x.selfServe ? 'on' : 'off')}
${select('duplicates', word('repetition'), repetitions, x.duplicates)}
${number('messages', word('messagesLimit'), messages.limit, 1_000_000)}${number('messagesDay', word('messagesDay'), messages.perDay ?? '', 1_000_000)}${number('posts', word('postsLimit'), posts.limit, 1_000_000)}${number('windowSeconds', word('windowSeconds'), messages.windowSeconds, 86_400)}
<p><small>${word('realLimits')}</small></p>
<button class="quiet">${word('save')}</button> <button class="quiet" formaction="/practice/rules/reset?lang=${language}">${word('resetSettings')}</button></form>`
}

const faultItem = ({ word, language }: PracticeView, fault: Fault & { readonly id: number }): PracticeHtml => {
	const where = [
		fault.network === undefined ? word('anyNetwork') : networkName[fault.network],
		...(fault.visibility === undefined ? [] : [word(fault.visibility)]),
		word(fault.calls),
	].join(', ')
	const times = fault.times === undefined ? word('untilLifted') : `× ${fault.times}`
	return html`<li>${word(fault.kind)} (${where}) ${times} <form class="inline" method="post" action="/practice/fault/lift?lang=${language}"><input type="hidden" name="id" value="${fault.id}"><button class="link">${word('lift')}<span class="hidden"> ${word(fault.kind)}</span></button></form></li>`
}

const faultForm = (view: PracticeView): PracticeHtml => {
	const { world, word, language } = view
	const faults = world.faults.list()
	const words = (names: readonly PracticeWord[]) => names.map((name): Option => [name, word(name)])
	const options = networks.map((network): Option => [network, networkName[network]])
	return html`<form method="post" action="/practice/fault?lang=${language}"><h3>${word('faults')}</h3>
${select('kind', word('kind'), words([...faultKinds, ANSWER]))}
${select('network', word('network'), [['', word('anyNetwork')], ...options], 'x')}
${select('visibility', word('visibility'), [['', word('anywhere')], ...words(visibilities)])}
${select('calls', word('calls'), [['', word('usual')], ...words(callKinds)])}
${number('times', word('times'), '', 1_000)}${number('resetSeconds', word('resetSeconds'), '', 86_400)}${number('delayMilliseconds', word('delayMilliseconds'), '', 600_000)}
${number('status', word('status'), '', 599)}<label class="field"><span>${word('body')}</span><textarea name="body" rows="3"></textarea></label>
<button class="quiet">${word('addFault')}</button></form>
${faults.length > 0 ? html`<ul>${faults.map((fault) => faultItem(view, fault))}</ul><form method="post" action="/practice/fault/clear?lang=${language}"><button class="quiet">${word('clearFaults')}</button></form>` : ''}`
}

/** Renders the networks' behaviour: their rules, and the faults set for the next calls. */
export const behaviourForm = (view: PracticeView): PracticeHtml => {
	const count = view.world.faults.list().length
	return html`<details class="behaviour card" id="behaviour"><summary>${view.word('behaviour')}${count > 0 ? html` <span class="tag warn">${count}</span>` : ''}</summary>
${rulesForm(view)}${faultForm(view)}</details>`
}

/** Renders the system's kill switch with its effect; empty while its parameter cannot be read. */
export const killSwitchForm = (
	{ word, language }: PracticeView,
	state: { readonly on: boolean } | undefined,
): PracticeHtml | string =>
	state === undefined
		? ''
		: html`<details class="behaviour card" id="kill-switch"><summary>${word('killSwitch')}${state.on ? html` <span class="tag warn">${word('on')}</span>` : ''}</summary>
<form method="post" action="/practice/kill-switch?lang=${language}"><p>${word('killSwitchText')}</p><p><b>${word(state.on ? 'sendingStopped' : 'sendingOn')}</b></p><button class="quiet" name="on" value="${state.on ? 'no' : 'yes'}">${word(state.on ? 'goOnSending' : 'stopSending')}</button></form></details>`

const clockWords = {
	summary: { de: 'Uhr', en: 'Clock' },
	intro: {
		de: 'Vorstellen, um zu sehen, was später geschieht: was fällig wird, verfällt oder gelöscht wird. Zurück geht sie nicht. Anmeldungen bleiben gültig.',
		en: 'Move it on to see what happens later: what falls due, expires or is erased. It never goes back. Sign-ins stay valid.',
	},
	now: { de: 'Hier ist es', en: 'Here it is' },
	ahead: { de: 'vorgestellt', en: 'ahead' },
	moveOn: { de: 'Vorstellen um', en: 'Move on by' },
	hour: { de: '1 Stunde', en: '1 hour' },
	hours: { de: '6 Stunden', en: '6 hours' },
	day: { de: '1 Tag', en: '1 day' },
	threeDays: { de: '3 Tage', en: '3 days' },
	week: { de: '7 Tage', en: '7 days' },
	month: { de: '30 Tage', en: '30 days' },
} as const satisfies Record<string, Text>

const clockSteps = [
	['hour', HOUR],
	['hours', 6 * HOUR],
	['day', DAY],
	['threeDays', 3 * DAY],
	['week', 7 * DAY],
	['month', 30 * DAY],
] as const

/** Renders the practice time where it is ahead of the wall's, and buttons that move it on. */
export const clockForm = ({ language }: PracticeView, clock: PracticeClock): PracticeHtml => {
	const isAhead = clock.ahead() > 0
	const now = clock.now()
	const shown = html`<time datetime="${now}">${wholeTime(now, language)}</time>`
	return html`<details class="behaviour card" id="clock"><summary>${clockWords.summary[language]}${isAhead ? html` <span class="tag warn">${clockWords.ahead[language]}: ${shown}</span>` : ''}</summary>
<form method="post" action="/practice/clock/moves?lang=${language}"><p>${clockWords.intro[language]}</p><p>${clockWords.now[language]} <b>${shown}</b></p>
<p id="clock-steps">${clockWords.moveOn[language]}</p><div class="steps-of-time" role="group" aria-labelledby="clock-steps">${clockSteps.map(([name, milliseconds]) => html`<button class="quiet" name="advance" value="${milliseconds}">${clockWords[name][language]}</button>`)}</div></form></details>`
}
