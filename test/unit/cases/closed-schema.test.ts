import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { teamSchema } from '#shared/cases/actor.ts'
import { factSchema } from '#shared/cases/facts.ts'
import {
	agentKeySchema,
	caseIdSchema,
	caseNumberSchema,
	contactKeySchema,
	envelopeIdSchema,
	instantSchema,
	messageKeySchema,
	noteKeySchema,
	promiseIdSchema,
	requestIdSchema,
	sendIdSchema,
	stepIdSchema,
	submissionIdSchema,
} from '#shared/cases/keys.ts'

/** All that a fact may say in a string of its own; whatever else is a literal or one of a list. */
const CLOSED: ReadonlySet<unknown> = new Set([
	agentKeySchema,
	caseIdSchema,
	caseNumberSchema,
	contactKeySchema,
	/** Made by us of when it came and something random, or of a keyed hash. */
	envelopeIdSchema,
	sendIdSchema,
	instantSchema,
	messageKeySchema,
	noteKeySchema,
	promiseIdSchema,
	requestIdSchema,
	stepIdSchema,
	submissionIdSchema,
	/** A code of ours: the roster must know it. */
	teamSchema,
])

/** The places where a schema would let through something that is not a key, a code, an instant or a number. */
const openPlaces = (schema: unknown, place: string): string[] => {
	if (CLOSED.has(schema)) return []
	if (schema instanceof z.ZodLiteral || schema instanceof z.ZodEnum) return []
	if (schema instanceof z.ZodNumber || schema instanceof z.ZodBoolean) return []
	if (schema instanceof z.ZodOptional) return openPlaces(schema.unwrap(), place)
	if (schema instanceof z.ZodArray) return openPlaces(schema.element, `${place}[]`)
	if (schema instanceof z.ZodUnion)
		return schema.options.flatMap((option, index) => openPlaces(option, `${place}|${index}`))
	if (schema instanceof z.ZodObject) {
		const isStrict = schema.def.catchall instanceof z.ZodNever
		const members = Object.entries(schema.shape).flatMap(([name, member]) => openPlaces(member, `${place}.${name}`))
		return isStrict ? members : [`${place} takes further members`, ...members]
	}
	return [`${place} is open`]
}

describe('the schema of facts', () => {
	it('has no place for a free string in any kind', () => {
		const open = factSchema().options.flatMap((option) => openPlaces(option, option.shape.kind.value))
		expect(open).toEqual([])
		expect(factSchema().options.length).toBeGreaterThan(20)
	})
	it('would be caught with one', () => {
		expect(openPlaces(z.strictObject({ note: z.string() }), 'Sample')).toEqual(['Sample.note is open'])
		expect(openPlaces(z.object({}), 'Sample')).toEqual(['Sample takes further members'])
		const either = z.discriminatedUnion('to', [z.strictObject({ to: z.literal('us'), note: z.string() })])
		expect(openPlaces(z.strictObject({ either }), 'Sample')).toEqual(['Sample.either|0.note is open'])
		expect(openPlaces(z.strictObject({ many: z.array(z.unknown()) }), 'Sample')).toEqual(['Sample.many[] is open'])
	})
	it.each([
		['a network id', messageKeySchema, '1924465506158878979'],
		['a key of another kind', messageKeySchema, `agent_${'0'.repeat(26)}`],
		['a handle in the clothes of a key', agentKeySchema, 'agent_Erika Mustermann'],
		['a key with more after it', caseIdSchema, `case_${'0'.repeat(26)}\nErika`],
		['a number with letters that cannot be said', caseNumberSchema, 'ILOU123'],
		['a number of nine characters', caseNumberSchema, '7K3M9QX2A'],
		['a local time', instantSchema, '2026-11-22T10:00:00.000+01:00'],
		['words', instantSchema, 'morgen um zehn'],
	])('refuses %s', (_, schema, value) => expect(z.safeParse(schema, value).success).toBe(false))
	it('refuses an unknown kind and an unknown member', () => {
		const reopened = { kind: 'CaseReopened', v: 1, at: '2026-11-22T10:00:00.000Z' }
		expect(factSchema().safeParse(reopened).success).toBe(true)
		expect(factSchema().safeParse({ ...reopened, by: 'Erika' }).success).toBe(false)
		expect(factSchema().safeParse({ ...reopened, kind: 'CaseSomething' }).success).toBe(false)
		expect(factSchema().safeParse({ ...reopened, v: 2 }).success).toBe(false)
	})
})
