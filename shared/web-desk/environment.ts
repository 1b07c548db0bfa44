import type { Context } from 'hono'
import type { PulsesByKey } from '#shared/desk/queue/pulses.ts'
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
		/** For the log: a code, never the path that was asked. */
		page?: string | undefined
		/** The pulses of the lists, once something asked for them. */
		pulses?: Promise<PulsesByKey> | undefined
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

/** Returns where somebody goes to sign in and come back. */
export const signInPathFor = (context: Context): string => {
	const here = context.req.method === 'GET' ? hereOf(context) : undefined
	return `/desk/sign-in?${new URLSearchParams({ back: returnPathOf(here) })}`
}

export const languageFor = (context: Context, cookies: DeskCookies): 'de' | 'en' => {
	const { language } = cookies.looks(context)
	return language ?? (browserLanguage(context.req.header('Accept-Language')) === 'en' ? 'en' : 'de')
}
