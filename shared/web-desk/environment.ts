import type { Context } from 'hono'
import type { DeskGlance } from '#shared/desk/desk-glance.ts'
import { browserLanguage } from '#shared/pages/language.ts'
import type { PostedAct } from './acts.ts'
import type { DeskCookies } from './cookies.ts'
import { returnPathOf } from './return-path.ts'
import type { SignedIn } from './session-check.ts'

/** What is known of a request as it goes through the app. */
export type WebDeskEnvironment = {
	Variables: {
		signedIn: SignedIn
		posted: PostedAct
		/** It came from a page of ours, as far as browsers tell. */
		isOwnForm?: boolean | undefined
		/** For the log: a code, never the path that was asked. */
		page?: string | undefined
		/** What tells of news of the page, once something asked for it. */
		glance?: Promise<DeskGlance> | undefined
	}
}
export type WebDeskContext = Context<WebDeskEnvironment>

/** Tells whether a script asks, which wants a status and no page. */
export const isScripted = (context: Context): boolean =>
	context.req.header('X-Part') !== undefined ||
	context.req.header('X-Csrf') !== undefined ||
	/application\/json/.test(`${context.req.header('Accept') ?? ''} ${context.req.header('Content-Type') ?? ''}`)

/** Returns the page that was asked for, without what its address says of the act before it. */
export const hereOf = (context: Context): string => {
	const { pathname, searchParams } = new URL(context.req.url)
	searchParams.delete('done')
	searchParams.delete('sent')
	return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`
}

/** Returns the page that somebody is at: that of the case whose form they sent, where it was one. */
export const placeOfAsker = (context: Context): string => {
	const { method, path } = context.req
	return returnPathOf(method === 'GET' ? hereOf(context) : /^\/desk\/cases\/\w+/.exec(path)?.[0])
}

/** Returns where somebody goes to sign in and come back. */
export const signInPathFor = (context: Context): string =>
	`/desk/sign-in?${new URLSearchParams({ back: placeOfAsker(context) })}`

export const languageFor = (context: Context, cookies: DeskCookies): 'de' | 'en' => {
	const { language } = cookies.looks(context)
	return language ?? (browserLanguage(context.req.header('Accept-Language')) === 'en' ? 'en' : 'de')
}
