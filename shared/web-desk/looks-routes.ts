import type { Hono } from 'hono'
import { ownField, tellAt } from './acts.ts'
import type { DeskCookies } from './cookies.ts'
import { looksSchema } from './cookies.ts'
import type { WebDeskEnvironment } from './environment.ts'
import { jsonOfForm } from './form-json.ts'
import { returnPathOf } from './return-path.ts'

/** Adds the form by which agents choose how the desk looks to them: `language`, `theme`, `keys`. */
export const addLooks = (app: Hono<WebDeskEnvironment>, cookies: DeskCookies): void => {
	app.post('/desk/looks', (context) => {
		context.set('page', 'looks')
		const posted = context.get('posted')
		const chosen = jsonOfForm(posted.kind === 'form' ? posted.fields : [])
		cookies.setLooks(context, looksSchema.parse({ ...cookies.looks(context), ...chosen }))
		return context.redirect(tellAt(returnPathOf(ownField(posted, '_back'), '/desk/me'), 'looks'), 303)
	})
}
