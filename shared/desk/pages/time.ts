import { html } from 'hono/html'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { DeskTexts } from './texts/desk-texts.ts'

type Tag = DeskTexts['tag']

const LOCALES: Readonly<Record<Tag, string>> = { de: 'de-DE', en: 'en-GB' }

/** How much of a moment is said. None depends on when it is read, so a page without news stays byte for byte the same. */
const STYLES = {
	/** `14:03` */
	clock: { hour: '2-digit', minute: '2-digit' },
	/** `14:03:11` */
	seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
	/** `Mo 14:03`: of this week. */
	weekday: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
	/** `Mo., 30.11., 14:03` */
	short: { weekday: 'short', day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit' },
	/** `Mo., 30.11.` */
	day: { weekday: 'short', day: 'numeric', month: 'numeric' },
	/** `Montag, 30. November 2026 um 14:03` */
	full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

export type TimeStyle = keyof typeof STYLES

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (tag: Tag, style: TimeStyle): Intl.DateTimeFormat => {
	const name = `${tag} ${style}`
	const known = formats.get(name)
	if (known !== undefined) return known
	const made = new Intl.DateTimeFormat(LOCALES[tag], { ...STYLES[style], timeZone: 'Europe/Berlin' })
	formats.set(name, made)
	return made
}

/** Says a moment in words of the language, as clocks in Germany show it. */
export const sayTime = (tag: Tag, at: Instant, style: TimeStyle = 'short'): string =>
	formatOf(tag, style).format(Date.parse(at))

/**
 * Renders a moment. With `tells` the script writes beside it how long ago it is (`ago`), or how long there is left
 * (`countdown`).
 */
export const timeOf = (tag: Tag, at: Instant, style: TimeStyle = 'short', tells?: 'ago' | 'countdown'): Html => {
	const words = sayTime(tag, at, style)
	if (tells === 'ago') return html`<time datetime="${at}" data-ago>${words}</time>`
	if (tells === 'countdown') return html`<time datetime="${at}" data-countdown>${words}</time>`
	return html`<time datetime="${at}">${words}</time>`
}
