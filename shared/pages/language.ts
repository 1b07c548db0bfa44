import { type Language, languageSchema } from '#shared/cases/codes.ts'

export const chosenLanguage = (text: string | undefined): Language | undefined => languageSchema.safeParse(text).data

/** Returns the first of our languages that the browser prefers; German by default. */
export const browserLanguage = (acceptLanguage: string | undefined): Language => {
	const preferred = (acceptLanguage ?? '')
		.slice(0, 200)
		.split(',')
		.map((part, index) => {
			const [tag = '', quality] = part.trim().split(';q=')
			return { language: chosenLanguage(tag.slice(0, 2).toLowerCase()), quality: Number(quality ?? 1), index }
		})
		.filter(({ language, quality }) => language !== undefined && quality > 0)
		.sort((a, b) => b.quality - a.quality || a.index - b.index)
	return preferred[0]?.language ?? 'de'
}
