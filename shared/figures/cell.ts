import * as z from 'zod'
import { teamSchema } from '#shared/cases/actor.ts'
import {
	caseOutcomeSchema,
	contactLanguageSchema,
	promiseKindSchema,
	unansweredReasonSchema,
} from '#shared/cases/codes.ts'
import { stepKindSchema } from '#shared/cases/netiquette/facts.ts'
import { outboundChannelSchema, visibilitySchema } from '#shared/cases/network.ts'
import { dangerDeedSchema, dangerKindSchema, signalKindSchema } from '#shared/cases/signals/facts.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { LAST_STEP } from './histogram.ts'

/**
 * Where a figure is counted: codes of closed lists, a team's code and a day, nothing else. No key of a case, a person or an
 * agent has a place here, so that figures stay when people are erased.
 */

/** A day in Berlin, `2026-11-30`. */
const day = z.iso.date()
/** What a matter is told apart by: the network on which it began, and the language its customer is written to in now. */
const matter = { day, channel: outboundChannelSchema, language: contactLanguageSchema }
/** Of a person's act: their team then; absent where they were in none. */
const acted = { ...matter, team: teamSchema.optional() }
const step = z.int().min(0).max(LAST_STEP)

/** What became of a customer's message. */
const fateSchema = z.enum(['answered', 'waiting', 'closed', 'toldByIncident', 'takenBack', 'personErased'])
export type Fate = z.infer<typeof fateSchema>

const shapes = {
	received: { ...matter, visibility: visibilitySchema },
	matters: matter,
	firstAnswer: {
		...acted,
		clock: z.enum(['service', 'wall']),
		/** The step of how long it took; or why that is not known. */
		took: z.union([step, z.enum(['open', 'closedUnanswered', 'byHand'])]),
	},
	closed: {
		...acted,
		outcome: caseOutcomeSchema,
		reason: unansweredReasonSchema.optional(),
		waiting: z.enum(['nobody', 'somebody']),
		now: z.enum(['closed', 'reopened']),
	},
	helped: {
		...acted,
		customer: z.enum(['confirmed', 'contradicted', 'unknown']),
		/** Whether an earlier word of ours that they were helped was contradicted. */
		earlier: z.enum(['none', 'contradicted']),
	},
	acrossHandover: {
		...acted,
		data: z.enum(['open', 'received', 'expired', 'revoked', 'disowned']),
		end: z.enum(['open', 'helped', 'otherwise']),
	},
	promises: {
		...acted,
		what: promiseKindSchema,
		end: z.enum(['keptInTime', 'keptLate', 'broken', 'moved', 'voided', 'open']),
	},
	brokenTwice: acted,
	/** In milliseconds. */
	turnTimes: { ...acted, whose: z.enum(['ours', 'customer', 'backoffice', 'life']) },
	netiquette: { ...acted, step: stepKindSchema },
	danger: {
		...acted,
		danger: dangerKindSchema,
		/** The step of how long it took until somebody took it. */
		taken: z.union([step, z.enum(['open'])]),
		end: z.union([dangerDeedSchema, z.enum(['open'])]),
	},
	signals: { ...matter, signal: signalKindSchema, state: z.enum(['raised', 'confirmed', 'dismissed']) },
	ledger: { day, channel: outboundChannelSchema, visibility: visibilitySchema, fate: fateSchema },
	astray: { day, channel: outboundChannelSchema },
} as const

export type FigureKey = keyof typeof shapes

type Cells = { readonly [Figure in FigureKey]: z.infer<z.ZodObject<(typeof shapes)[Figure]>> }
/** A cell of one figure. */
export type CellOf<Figure extends FigureKey> = { readonly figure: Figure } & Readonly<Cells[Figure]>
export type Cell = { readonly [Figure in FigureKey]: CellOf<Figure> }[FigureKey]

const cellOfFigure = <Figure extends FigureKey>(figure: Figure) =>
	z.strictObject({ figure: z.literal(figure), ...shapes[figure] })

/** All cells there may be. */
export const cellSchema = onFirstUse(() =>
	z.discriminatedUnion('figure', [
		cellOfFigure('received'),
		cellOfFigure('matters'),
		cellOfFigure('firstAnswer'),
		cellOfFigure('closed'),
		cellOfFigure('helped'),
		cellOfFigure('acrossHandover'),
		cellOfFigure('promises'),
		cellOfFigure('brokenTwice'),
		cellOfFigure('turnTimes'),
		cellOfFigure('netiquette'),
		cellOfFigure('danger'),
		cellOfFigure('signals'),
		cellOfFigure('ledger'),
		cellOfFigure('astray'),
	]),
)

/** A cell in a string, the same for the same cell: its figure, and its members in the order of their schema. */
export type CellKey = string

/** Returns the key of a cell, from which `cellAt` tells it again. */
export const cellKey = (cell: Cell): CellKey => {
	const said = new Map<string, unknown>(Object.entries(cell))
	return JSON.stringify([cell.figure, ...Object.keys(shapes[cell.figure]).map((name) => said.get(name) ?? null)])
}

const keySchema = onFirstUse(() => z.tuple([z.string()], z.unknown()))

/** Returns the cell of a key. Throws a zod error where it is none of a cell. */
export const cellAt = (key: CellKey): Cell => {
	const [figure, ...members] = keySchema().parse(JSON.parse(key))
	const names = Object.entries(shapes).find(([name]) => name === figure)?.[1] ?? {}
	const said = Object.keys(names).map((name, index) => [name, members[index] ?? undefined])
	return cellSchema().parse({ ...Object.fromEntries(said), figure })
}
