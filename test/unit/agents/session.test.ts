import { describe, expect, it } from 'vitest'
import { hashOfSession, isOver, isSameSecret, isToBeNoted, newSession, secretSchema } from '#shared/agents/session.ts'
import { addMilliseconds, HOUR, MINUTE, SECOND } from '#shared/kernel/clock.ts'
import { systemRandom } from '#shared/kernel/id.ts'

const NOW = '2026-12-01T08:00:00.000Z'
const later = (milliseconds: number) => addMilliseconds(NOW, milliseconds)
const signedIn = { sub: 'anna', groups: ['agent', 'lead'], role: 'agent', issuedAt: 1 } as const

describe('a session', () => {
	it('has an id of 256 bits that nothing of it tells', () => {
		const { id, session } = newSession(signedIn, { random: systemRandom, now: NOW })
		expect(id).toMatch(/^[\w-]{43}$/)
		expect(session).toEqual({
			...signedIn,
			hash: hashOfSession(id),
			csrf: expect.stringMatching(/^[\w-]{43}$/),
			createdAt: NOW,
			lastActAt: NOW,
		})
		expect(JSON.stringify(session)).not.toContain(id)
		expect(new Set([id, session.csrf, session.hash]).size).toBe(3)
	})

	it('is over half an hour after the last act, not a millisecond before', () => {
		const session = { createdAt: NOW, lastActAt: later(HOUR) }
		expect(isOver(session, later(HOUR + 30 * MINUTE - 1))).toBe(false)
		expect(isOver(session, later(HOUR + 30 * MINUTE))).toBe(true)
	})

	it('is over after ten hours, however busy', () => {
		const session = { createdAt: NOW, lastActAt: later(10 * HOUR - 1) }
		expect(isOver(session, later(10 * HOUR - 1))).toBe(false)
		expect(isOver(session, later(10 * HOUR))).toBe(true)
	})

	it('notes an act once a minute', () => {
		expect(isToBeNoted({ lastActAt: NOW }, later(59 * SECOND))).toBe(false)
		expect(isToBeNoted({ lastActAt: NOW }, later(60 * SECOND))).toBe(true)
	})

	it('knows a secret by all of it', () => {
		const secret = 'a'.repeat(43)
		expect(isSameSecret(secret, 'a'.repeat(43))).toBe(true)
		expect([isSameSecret(secret, `${'a'.repeat(42)}b`), isSameSecret(secret, ''), isSameSecret('', secret)]).toEqual([
			false,
			false,
			false,
		])
	})

	it.each(['', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}=`, `${'a'.repeat(42)}\n`])(
		'takes no cookie of the form %j',
		(value) => {
			expect(secretSchema.safeParse(value).success).toBe(false)
		},
	)
})
