import type { Context } from 'hono'

export type Language = 'de' | 'en'
/** A sentence in both languages. */
export type Text = Readonly<Record<Language, string>>

/** `?lang=` first, then the browser's first wish of the two, then German. */
export const languageOf = (context: Context): Language => {
	const asked = context.req.query('lang')
	if (asked === 'de' || asked === 'en') return asked
	const wishes = (context.req.header('accept-language') ?? '').split(',').map((wish) => wish.trim().slice(0, 2))
	return wishes.find((wish) => wish === 'de' || wish === 'en') === 'en' ? 'en' : 'de'
}

/** A moment as people read it, in the time of the machine: the time alone if it was today. */
export const readableTime = (at: string, language: Language, now: Date = new Date()): string => {
	const moment = new Date(at)
	const isToday = moment.toDateString() === now.toDateString()
	const format = new Intl.DateTimeFormat(
		language === 'de' ? 'de-DE' : 'en-GB',
		isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
	)
	return format.format(moment)
}
