import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isDemanding } from '#shared/cases/demands.ts'
import { fold } from '#shared/cases/evolve.ts'
import { factSchema } from '#shared/cases/facts.ts'
import { caseStateSchema, HEAD_SCHEMA } from '#shared/cases/state.ts'
import { CASE, keyOf } from '#test/support/case-factories.ts'

const goldenSchema = z.array(z.unknown())
const golden = goldenSchema.parse(JSON.parse(readFileSync(new URL('golden-facts.json', import.meta.url), 'utf8')))

describe('the golden facts', () => {
	const facts = golden.map((stored) => factSchema().parse(stored))
	it('hold one of every kind there is', () => {
		const kinds = factSchema().options.map(({ shape }) => shape.kind.value)
		expect(new Set(facts.map(({ kind }) => kind))).toEqual(new Set(kinds))
	})
	it('demand something wherever a case comes to send something', () => {
		const states = facts.map((_, index) =>
			fold(
				CASE,
				facts.slice(0, index + 1).map((fact, at) => ({ version: at + 1, fact })),
			),
		)
		const silent = facts.filter((fact, index) => {
			const before = new Set(states[index - 1]?.sends.map(({ id }) => id))
			return states[index]?.sends.some(({ id }) => !before.has(id)) === true && !isDemanding(fact)
		})
		expect(silent).toEqual([])
	})
	it('fold, as they were written, into the state they always meant', () => {
		const state = fold(
			CASE,
			facts.map((fact, index) => ({ version: index + 1, fact })),
		)
		expect(caseStateSchema().parse(state)).toEqual(state)
		expect(state).toMatchObject({
			schema: HEAD_SCHEMA,
			version: facts.length,
			state: 'open',
			turn: { who: 'ours' },
			number: '7K3M9QX',
			unanswered: { count: 0, first: [] },
			owner: keyOf('agent', 2),
			deputy: keyOf('agent', 1),
			team: 'nord',
			form: 'du',
			language: 'en',
			holdsData: true,
			personErasure: { state: 'done' },
			sentReplies: [{ contentId: keyOf('msg', 21), isDeleted: true }],
			bouncedReplies: [keyOf('send', 23)],
			nativeAnswers: [],
			exposures: [],
			signals: [],
			dangers: [{ danger: 'violenceAgainstUs', messages: [], since: '2026-11-25T10:24:20.000Z' }],
			foundData: [{ id: keyOf('sub', 9) }],
			promises: [],
			brokenPromises: 1,
			calls: [{ direction: 'out', result: 'mailbox' }],
			phoneForm: { form: 'du', asked: true },
			netiquette: [
				{ what: 'pointer', status: 'undone' },
				{ what: 'muted', status: 'ended' },
			],
		})
		expect(state?.requests.map(({ status }) => status)).toEqual(['received', 'revoked', 'disowned', 'expired'])
		expect(state?.endedPromises.map(({ id, owes, end }) => [id, owes, end.state])).toEqual([
			[keyOf('promise', 1), { kind: 'agent', agent: keyOf('agent', 2) }, 'moved'],
			[keyOf('promise', 2), { kind: 'handover' }, 'kept'],
			[keyOf('promise', 3), { kind: 'team' }, 'broken'],
		])
		expect(state?.sends.map(({ purpose, status }) => `${purpose} ${status.kind}`)).toEqual([
			'invitation sent',
			'requestMail sent',
			'bounceNotice unknown',
			'requestMessage deferred',
			...['sent', 'sent', 'sent'].map((end) => `requestMessage ${end}`),
			'reply sent',
			'reply withdrawn',
			'reply failed',
			'correction sent',
			'hide queued',
			'deletion sent',
		])
	})
})
