import { html } from 'hono/html'
import type { PracticeClock } from '#infra/local/practice/kernel/practice-clock.ts'
import { DAY, HOUR } from '#shared/kernel/clock.ts'
import { type Text, wholeTime } from './language.ts'
import type { PracticeHtml } from './layout.ts'
import type { PracticeView } from './practice-view.ts'

const words = {
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

const steps = [
	['hour', HOUR],
	['hours', 6 * HOUR],
	['day', DAY],
	['threeDays', 3 * DAY],
	['week', 7 * DAY],
	['month', 30 * DAY],
] as const

/** What time it is here where that is ahead of the wall, and buttons that move it on. */
export const clockForm = ({ language }: PracticeView, clock: PracticeClock): PracticeHtml => {
	const isAhead = clock.ahead() > 0
	const now = clock.now()
	const shown = html`<time datetime="${now}">${wholeTime(now, language)}</time>`
	return html`<details class="behaviour card" id="clock"><summary>${words.summary[language]}${isAhead ? html` <span class="tag warn">${words.ahead[language]}: ${shown}</span>` : ''}</summary>
<form method="post" action="/practice/clock/moves?lang=${language}"><p>${words.intro[language]}</p><p>${words.now[language]} <b>${shown}</b></p>
<p id="clock-steps">${words.moveOn[language]}</p><div class="steps-of-time" role="group" aria-labelledby="clock-steps">${steps.map(([name, milliseconds]) => html`<button class="quiet" name="advance" value="${milliseconds}">${words[name][language]}</button>`)}</div></form></details>`
}
