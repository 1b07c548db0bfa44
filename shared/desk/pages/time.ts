import { html } from 'hono/html'
import type { Instant } from '#shared/kernel/clock.ts'
import type { Html } from '#shared/pages/frame.ts'
import type { DeskTexts } from './texts/desk-texts.ts'

type Tag = DeskTexts['tag']

const LOCALES: Readonly<Record<Tag, string>> = { de: 'de-DE', en: 'en-GB' }

type Piece = 'weekday' | 'day' | 'clock' | 'seconds' | 'full'

const PIECES: Readonly<Record<Tag, Readonly<Record<Piece, Intl.DateTimeFormatOptions>>>> = {
	de: {
		weekday: { weekday: 'short' },
		day: { day: 'numeric', month: 'numeric' },
		clock: { hour: '2-digit', minute: '2-digit' },
		seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
		full: { dateStyle: 'full', timeStyle: 'short' },
	},
	en: {
		weekday: { weekday: 'short' },
		day: { day: 'numeric', month: 'short' },
		clock: { hour: '2-digit', minute: '2-digit' },
		seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
		full: { dateStyle: 'full', timeStyle: 'short' },
	},
}

/** How much of a moment is said. None depends on when it is read, so a page without news stays byte for byte the same. */
const STYLES = {
	/** `14:03` */
	clock: ['clock'],
	/** `14:03:11` */
	seconds: ['seconds'],
	/** `Mo 14:03`: within days. */
	weekday: ['weekday', 'clock'],
	/** `Mo 30.11. 14:03` */
	short: ['weekday', 'day', 'clock'],
	/** `Mo 30.11.` */
	day: ['weekday', 'day'],
	/** `Montag, 30. November 2026 um 14:03` */
	full: ['full'],
} as const satisfies Readonly<Record<string, readonly Piece[]>>

export type TimeStyle = keyof typeof STYLES

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (tag: Tag, piece: Piece): Intl.DateTimeFormat => {
	const name = `${tag} ${piece}`
	const known = formats.get(name)
	if (known !== undefined) return known
	const made = new Intl.DateTimeFormat(LOCALES[tag], { ...PIECES[tag][piece], timeZone: 'Europe/Berlin' })
	formats.set(name, made)
	return made
}

/** Says a moment in words of the language, as clocks in Germany show it. */
export const sayTime = (tag: Tag, at: Instant, style: TimeStyle = 'short'): string =>
	STYLES[style].map((piece) => formatOf(tag, piece).format(Date.parse(at))).join(' ')

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

/** Says a number as people of the language write it. */
export const sayCount = (tag: 'de' | 'en', count: number): string =>
	new Intl.NumberFormat(tag === 'de' ? 'de-DE' : 'en-GB').format(count)
