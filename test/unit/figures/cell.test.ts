import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { teamSchema } from '#shared/cases/actor.ts'
import { type Cell, cellAt, cellKey, cellSchema } from '#shared/figures/cell.ts'
import { contributionOf, differenceOf, sumOf } from '#shared/figures/contribution.ts'
import { DEFINITIONS } from '#shared/figures/definitions.ts'
import { type Id, newId, type Prefix, systemRandom } from '#shared/kernel/id.ts'

const KEYS: { readonly [Name in Prefix]?: Id<Name> } = {
	case: newId('case', systemRandom),
	contact: newId('contact', systemRandom),
	msg: newId('msg', systemRandom),
	note: newId('note', systemRandom),
	agent: newId('agent', systemRandom),
	send: newId('send', systemRandom),
}

/** The places of a schema that let through more than codes of closed lists, steps, a day or a team's code. */
const openPlaces = (schema: unknown, place: string): string[] => {
	if (schema === teamSchema || schema instanceof z.ZodISODate) return []
	if (schema instanceof z.ZodLiteral || schema instanceof z.ZodEnum || schema instanceof z.ZodNumber) return []
	if (schema instanceof z.ZodOptional) return openPlaces(schema.unwrap(), place)
	if (schema instanceof z.ZodUnion)
		return schema.options.flatMap((option, index) => openPlaces(option, `${place}|${index}`))
	return [place]
}

const matters: Cell = { figure: 'matters', day: '2026-11-30', channel: 'x', language: 'de' }
const closed: Cell = {
	figure: 'closed',
	day: '2026-11-30',
	channel: 'facebook',
	language: 'tr',
	team: 'nord',
	outcome: 'helped',
	waiting: 'nobody',
	now: 'closed',
}

describe('a cell', () => {
	it('has no place for a key, a name or words', () => {
		const open = cellSchema().options.flatMap((option) =>
			Object.entries(option.shape).flatMap(([name, schema]) =>
				openPlaces(schema, `${option.shape.figure.value}.${name}`),
			),
		)
		expect(open).toEqual([])
		expect(openPlaces(z.string(), 'sample')).toEqual(['sample'])
		for (const key of Object.values(KEYS)) {
			expect(cellSchema().safeParse({ ...closed, team: key }).success).toBe(false)
			expect(cellSchema().safeParse({ ...matters, day: key }).success).toBe(false)
			expect(cellSchema().safeParse({ ...matters, agent: key }).success).toBe(false)
		}
	})
	it('is one of a figure that is defined in both languages', () => {
		expect(cellSchema().options.map(({ shape }) => shape.figure.value)).toEqual(Object.keys(DEFINITIONS))
		for (const { de, en, formula } of Object.values(DEFINITIONS)) {
			expect([de.endsWith('.'), en.endsWith('.')]).toEqual([true, true])
			expect(formula).toMatch(/=/)
		}
	})
	it('is told by its key again, also where it says nothing of a team or a reason', () => {
		const { team: _, ...withoutTeam } = closed
		for (const cell of [matters, closed, withoutTeam]) expect(cellAt(cellKey(cell))).toEqual(cell)
		expect(cellKey(withoutTeam)).not.toBe(cellKey(closed))
		expect(cellKey({ channel: 'x', figure: 'matters', language: 'de', day: '2026-11-30' })).toBe(cellKey(matters))
	})
	it.each(['["nothing","2026-11-30"]', '["matters","2026-11-30","x"]', '["matters","today","x","de"]', '{}'])(
		'is not told by %s',
		(key) => expect(() => cellAt(key)).toThrow(),
	)
})

describe('contributions', () => {
	const one = contributionOf([{ cell: matters, count: 1 }])
	const both = contributionOf([
		{ cell: matters, count: 2 },
		{ cell: closed, count: 3 },
		{ cell: closed, count: -3 },
	])
	it('add up, and leave nothing where they come to nothing', () => {
		expect([...both]).toEqual([[cellKey(matters), 2]])
		expect(sumOf(one, both)).toEqual(new Map([[cellKey(matters), 3]]))
		expect(sumOf()).toEqual(new Map())
	})
	it('differ by what must be added', () => {
		expect(sumOf(both, differenceOf(both, one))).toEqual(one)
		expect(differenceOf(one, one)).toEqual(new Map())
		expect(differenceOf(undefined, one)).toEqual(one)
		expect(differenceOf(one)).toEqual(new Map([[cellKey(matters), -1]]))
	})
})
