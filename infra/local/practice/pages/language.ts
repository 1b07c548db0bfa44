import type { Context } from 'hono'
import type { Instant } from '#shared/kernel/clock.ts'

export type PageLanguage = 'de' | 'en'
/** A sentence in both languages. */
export type Text = Readonly<Record<PageLanguage, string>>

/** Returns the language of a page: `?lang=`, else the browser's first preference of the two, else German. */
export const languageOf = (context: Context): PageLanguage => {
	const asked = context.req.query('lang')
	if (asked === 'de' || asked === 'en') return asked
	const wishes = (context.req.header('accept-language') ?? '').split(',').map((wish) => wish.trim().slice(0, 2))
	return wishes.find((wish) => wish === 'de' || wish === 'en') === 'en' ? 'en' : 'de'
}

const format = (at: Instant, language: PageLanguage, how: Intl.DateTimeFormatOptions): string =>
	new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { timeStyle: 'short', ...how }).format(new Date(at))

/** Formats a time with its day, in the time zone of the machine. */
export const wholeTime = (at: Instant, language: PageLanguage): string => format(at, language, { dateStyle: 'medium' })

/** Formats a time as briefly as possible: without the day if it is today. */
export const readableTime = (at: Instant, language: PageLanguage, now: Instant): string => {
	const isToday = new Date(at).toDateString() === new Date(now).toDateString()
	return isToday ? format(at, language, {}) : wholeTime(at, language)
}
