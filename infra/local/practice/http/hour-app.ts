import { type Context, Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { z } from 'zod'
import { languageOf } from '#infra/local/practice/pages/language.ts'
import type { PracticeHour } from '#infra/local/practice/world/play-hour.ts'
import { parseFields } from './problem.ts'

/** A path of this origin: two slashes, or a backslash, would lead a browser to another. */
const backSchema = z.object({
	back: z
		.string()
		.regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/)
		.optional(),
})

const isForm = ({ req }: Context): boolean =>
	/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(req.header('content-type') ?? '')

/**
 * Creates `/practice/hour`: how far it is played, and playing it. A form is led `back`, to a path of this origin (to the
 * overview where it names none); all others get JSON, with 202 where another run begins, and 200 while one is under way.
 */
export const createHourApp = (hour: PracticeHour): Hono => {
	const fromOwnPage = csrf()
	const app = new Hono()
	app.get('/hour', (context) => context.json(hour.progress(), 200, { 'cache-control': 'no-store' }))
	app.post(
		'/hour',
		(context, next) => (isForm(context) ? fromOwnPage(context, next) : next()),
		async (context) => {
			if (!isForm(context)) {
				const progress = hour.play()
				return context.json(progress, progress.isNew ? 202 : 200)
			}
			const { back } = parseFields(await context.req.parseBody(), backSchema)
			hour.play()
			return context.redirect(back ?? `/?lang=${languageOf(context)}#hour`, 303)
		},
	)
	return app
}
