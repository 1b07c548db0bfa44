import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { instantSchema } from '#shared/cases/keys.ts'
import {
	type KeptCount,
	type PulseKey,
	type PulseStore,
	type Pulses,
	type PulsesByKey,
	pulseKeyIn,
} from '#shared/desk/queue/pulses.ts'
import { type Clock, DAY, type RealClock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/id.ts'
import { batchGet } from './batch-get.ts'
import type { DocumentClient } from './clients.ts'

/** Attributes of counts begin with this; all others but two are lists. */
const COUNT = 'n_'

const countSchema = z.tuple([z.string(), z.int(), instantSchema.optional()])

const encodeCount = ({ stamp, count, oldestAt }: KeptCount): string =>
	JSON.stringify(oldestAt === undefined ? [stamp, count] : [stamp, count, oldestAt])

/** Reads a count; undefined for one that another release kept in a form of its own: it is counted again. */
const decodeCount = (text: string): KeptCount | undefined => {
	const { success, data } = countSchema.safeParse(JSON.parse(text))
	return success ? { stamp: data[0], count: data[1], oldestAt: data[2] } : undefined
}

const readItem = ({ id: _, ttl: __, ...attributes }: Record<string, unknown>): Pulses => {
	const texts = Object.entries(attributes).flatMap(([name, value]): [string, string][] =>
		typeof value === 'string' ? [[name, value]] : [],
	)
	const isCount = ([name]: readonly [string, string]): boolean => name.startsWith(COUNT)
	return {
		beats: Object.fromEntries(texts.filter((entry) => !isCount(entry))),
		counts: Object.fromEntries(
			texts.filter(isCount).map(([name, text]) => [name.slice(COUNT.length), decodeCount(text)]),
		),
	}
}

type PulseRuntime = { readonly clock: Clock; readonly realClock: RealClock; readonly random: Random }

/** Reads the items of pulses. */
export const readPulseItems = (items: readonly Record<string, unknown>[]): PulsesByKey =>
	new Map(
		items.flatMap((item) => {
			const key = typeof item.id === 'string' ? pulseKeyIn(item.id) : undefined
			return key === undefined ? [] : [[key, readItem(item)] as const]
		}),
	)

/**
 * Creates the store of pulses in DynamoDB: an item for everybody, one an agent and one a team, with what is counted beside it. An item that
 * nobody wrote for a day is deleted: whoever asks then reads and counts once more.
 */
export const createDynamoPulseStore = (
	client: DocumentClient,
	table: string,
	{ clock, realClock, random }: PulseRuntime,
): PulseStore => {
	const write = async (id: PulseKey, texts: Readonly<Record<string, string>>): Promise<void> => {
		const ttl = Math.ceil((Date.parse(clock.now()) + DAY) / 1_000)
		const attributes = Object.entries({ ...texts, ttl })
		await client.send(
			new UpdateCommand({
				TableName: table,
				Key: { id },
				UpdateExpression: `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
				ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
				ExpressionAttributeValues: Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
			}),
		)
	}
	return {
		read: async (keys) => readPulseItems(await batchGet(client, table, keys, false)),
		beat: async (pulses) => {
			const beat = `${realClock.epochMilliseconds()}.${Buffer.from(random.bytes(6)).toString('base64url')}`
			const items = [...Map.groupBy(pulses, ({ of }) => of)]
			await Promise.all(
				items.map(([of, lists]) => write(of, Object.fromEntries(lists.map(({ list }) => [list, beat])))),
			)
		},
		keep: (key, counts) =>
			write(
				key,
				Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${COUNT}${name}`, encodeCount(count)])),
			),
	}
}
