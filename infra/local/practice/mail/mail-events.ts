import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** Takes one SES event as JSON text, as the message of an SNS notification; throws if it could not be passed on. */
export type MailEventListener = (notification: string) => void | Promise<void>

const rowSchema = z.object({ id: z.number(), body: z.string() })
const RETRY_MILLISECONDS = 1_000

/** Bounces and complaints on their way to the topic: kept until the listener took them, also over a restart. */
export const createMailEvents = (database: DatabaseSync) => {
	const insert = database.prepare('insert into mail_events (body) values (?)')
	const first = database.prepare('select id, body from mail_events order by id limit 1')
	const remove = database.prepare('delete from mail_events where id = ?')
	let listener: MailEventListener | undefined
	let isDraining = false
	let isStopped = false

	const drain = async (): Promise<void> => {
		if (isDraining || !listener) return
		isDraining = true
		for (
			let row = rowSchema.safeParse(first.get()).data;
			row && !isStopped;
			row = isStopped ? undefined : rowSchema.safeParse(first.get()).data
		) {
			try {
				await listener(row.body)
				if (!isStopped) remove.run(row.id)
			} catch {
				// The topic did not take it; like SES we come again.
				await sleep(RETRY_MILLISECONDS, undefined, { ref: false })
			}
		}
		isDraining = false
	}
	return {
		add: (notification: object): void => {
			insert.run(JSON.stringify(notification))
			setImmediate(() => void drain())
		},
		onEvent: (callback: MailEventListener): void => {
			listener = callback
			setImmediate(() => void drain())
		},
		stop: (): void => {
			isStopped = true
		},
	}
}
export type MailEvents = ReturnType<typeof createMailEvents>
