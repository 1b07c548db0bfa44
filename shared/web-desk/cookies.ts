import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'
import { SESSION_LASTS, secretSchema } from '#shared/agents/session.ts'
import { MINUTE, type RealClock, SECOND } from '#shared/kernel/clock.ts'

/** How long a sign-in may be under way. */
const SIGN_IN_LASTS = 10 * MINUTE

const pendingSchema = z.object({
	state: secretSchema,
	nonce: secretSchema,
	verifier: secretSchema,
	back: z.string(),
	/** Until when it counts, in milliseconds since 1970. */
	until: z.number(),
})
/** A sign-in that has begun in this browser. */
export type PendingSignIn = z.output<typeof pendingSchema>

export const looksSchema = z.object({
	language: z.enum(['de', 'en']).optional().catch(undefined),
	theme: z.enum(['light', 'dark', 'auto']).catch('auto'),
	keys: z.enum(['keys', 'none']).catch('keys'),
})
/** How the desk looks to somebody: their choice, and no secret. */
export type Looks = z.output<typeof looksSchema>

const A_YEAR_SECONDS = 365 * 24 * 60 * 60

const pendingIn = (value: string | undefined): PendingSignIn | undefined => {
	if (value === undefined || value.length > 4_000) return undefined
	try {
		return pendingSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data
	} catch {
		// Nothing that we wrote.
		return undefined
	}
}

/**
 * Creates what reads and writes the cookies of the desk. Their names say to the browser that only this host may set them,
 * where it is reached by TLS; on plain HTTP, on one's own machine, no browser would take such names.
 */
export const createDeskCookies = (deskOrigin: string, realClock: RealClock) => {
	const secure = deskOrigin.startsWith('https://')
	const nameOf = (name: string): string => (secure ? `__Host-${name}` : name)
	const SESSION = nameOf('desk')
	const PENDING = nameOf('desk-signing-in')
	const LOOKS = 'desk-looks'
	const put = (context: Context, name: string, value: string, maxAge: number): void =>
		setCookie(context, name, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge })
	return {
		/** Returns the id of a session, where a cookie has the form of one. */
		session: (context: Context): string | undefined => secretSchema.safeParse(getCookie(context, SESSION)).data,
		setSession: (context: Context, id: string): void => put(context, SESSION, id, SESSION_LASTS / SECOND),
		dropSession: (context: Context): void => put(context, SESSION, '', 0),
		/** Returns the sign-in that is under way in this browser. */
		pending: (context: Context): PendingSignIn | undefined => {
			const pending = pendingIn(getCookie(context, PENDING))
			return pending !== undefined && pending.until > realClock.epochMilliseconds() ? pending : undefined
		},
		setPending: (context: Context, pending: Omit<PendingSignIn, 'until'>): void => {
			const until = realClock.epochMilliseconds() + SIGN_IN_LASTS
			const value = Buffer.from(JSON.stringify({ ...pending, until })).toString('base64url')
			put(context, PENDING, value, SIGN_IN_LASTS / SECOND)
		},
		dropPending: (context: Context): void => put(context, PENDING, '', 0),
		looks: (context: Context): Looks => {
			const [language, theme, keys] = (getCookie(context, LOOKS) ?? '').split('.')
			return looksSchema.parse({ language, theme, keys })
		},
		setLooks: (context: Context, { language = 'de', theme, keys }: Looks): void =>
			put(context, LOOKS, `${language}.${theme}.${keys}`, A_YEAR_SECONDS),
	}
}
export type DeskCookies = ReturnType<typeof createDeskCookies>
