import { z } from 'zod'

/** A record as GetRecords gives it; all else of it goes through untouched. */
export const streamRecordSchema = z.looseObject({
	eventID: z.string(),
	eventName: z.string(),
	dynamodb: z.looseObject({
		SequenceNumber: z.string(),
		Keys: z.record(z.string(), z.unknown()),
		/** Seconds since 1970. */
		ApproximateCreationDateTime: z.number(),
	}),
})

export type StreamRecord = z.infer<typeof streamRecordSchema>

export type StreamChaos = {
	/** Mixes the records of a batch: only records of one item keep their order, as DynamoDB promises no more. */
	readonly shuffles: boolean
	/** The chance, 0 to 1, that a batch is delivered again after it succeeded. */
	readonly repeats: number
	/** From 0 up to, without, 1. */
	readonly random: () => number
}

/** Another order that the stream might as well have had: the numbers ascend as before, over other records. */
export const shuffled = (records: readonly StreamRecord[], random: () => number): readonly StreamRecord[] => {
	const items = [...Map.groupBy(records, ({ dynamodb }) => JSON.stringify(dynamodb.Keys)).values()].map((group) => [
		...group,
	])
	const numbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber)
	return numbers.flatMap((SequenceNumber) => {
		const waiting = items.filter((item) => item.length > 0)
		const next = waiting[Math.floor(random() * waiting.length)]?.shift()
		return next === undefined ? [] : [{ ...next, dynamodb: { ...next.dynamodb, SequenceNumber } }]
	})
}
