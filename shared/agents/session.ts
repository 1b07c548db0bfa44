import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { type Role, roleSchema } from '#shared/cases/actor.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { addMilliseconds, HOUR, type Instant, MINUTE, type RealClock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import { subjectSchema } from './agent.ts'

/** Sessions at the desk: what stands between two requests of a browser. All of it runs by the wall clock. */

/** How long a session lasts in which nobody acts. */
const ENDS_UNUSED_AFTER = 30 * MINUTE
/** How long it lasts at most: a shift. */
export const SESSION_LASTS = 10 * HOUR
/** How much older than the truth the kept time of the last act may be: not every page is a write. */
const NOTED_EVERY = MINUTE

/** A secret of 256 bits, as a cookie or a form carries it. */
export const secretSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const sessionSchema = z.object({
	/** The hash of the id that the browser holds: who reads the table can sign in by nothing in it. */
	hash: secretSchema,
	sub: subjectSchema,
	/** What the token of the sign-in permitted at most. */
	groups: z.array(roleSchema),
	/** The role of the roster at the sign-in. Another one since then ends the session. */
	role: roleSchema,
	/** When the token was issued, in seconds since 1970. */
	issuedAt: z.number(),
	/** What every form of the session carries, so that no other site can post one. */
	csrf: secretSchema,
	createdAt: instantSchema,
	lastActAt: instantSchema,
})
export type Session = z.output<typeof sessionSchema>

/** A session as its owner is shown it. */
export const ownSessionSchema = sessionSchema.pick({ hash: true, createdAt: true, lastActAt: true })
export type OwnSession = z.output<typeof ownSessionSchema>

export type SessionStore = {
	/** Returns a session as it stands now; undefined where it was ended, or is over. */
	readonly find: (hash: string) => Promise<Session | undefined>
	readonly create: (session: Session) => Promise<void>
	/** Notes an act. Does nothing where the session was ended meanwhile: nothing brings one back. */
	readonly noteAct: (session: Pick<Session, 'hash' | 'lastActAt'>) => Promise<void>
	readonly end: (hash: string) => Promise<void>
	/** Returns a person's sessions, newest first; one of the last moments may be missing, or there still. */
	readonly ofPerson: (sub: string) => Promise<readonly OwnSession[]>
}

/** Returns the instant of the wall clock. */
export const wallTime = (clock: RealClock): Instant => new Date(clock.epochMilliseconds()).toISOString()

export const newSecret = (random: Random): string => Buffer.from(random.bytes(32)).toString('base64url')

/** Returns the hash under which a session is kept. */
export const hashOfSession = (id: string): string => createHash('sha256').update(id).digest('base64url')

type SignedIn = {
	readonly sub: string
	readonly groups: readonly Role[]
	readonly role: Role
	readonly issuedAt: number
}

/** Makes a session of who has signed in, and its id, which nothing but their browser knows. */
export const newSession = (
	{ sub, groups, role, issuedAt }: SignedIn,
	{ random, now }: { readonly random: Random; readonly now: Instant },
): { readonly id: string; readonly session: Session } => {
	const id = newSecret(random)
	const csrf = newSecret(random)
	const who = { sub, groups: [...groups], role, issuedAt }
	return { id, session: { hash: hashOfSession(id), ...who, csrf, createdAt: now, lastActAt: now } }
}

/** Returns when a session ends at the latest. */
export const sessionEndsBy = ({ createdAt }: Pick<Session, 'createdAt'>): Instant =>
	addMilliseconds(createdAt, SESSION_LASTS)

/** Tells whether a session is over at `now`. */
export const isOver = (session: Pick<Session, 'createdAt' | 'lastActAt'>, now: Instant): boolean =>
	now >= sessionEndsBy(session) || now >= addMilliseconds(session.lastActAt, ENDS_UNUSED_AFTER)

/** Tells whether an act at `now` is worth a write. */
export const isToBeNoted = ({ lastActAt }: Pick<Session, 'lastActAt'>, now: Instant): boolean =>
	now >= addMilliseconds(lastActAt, NOTED_EVERY)

/** Tells whether two secrets are the same, in a time that does not depend on where they differ. */
export const isSameSecret = (one: string, other: string): boolean =>
	timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())
