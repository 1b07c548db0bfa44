import { EventEmitter } from 'node:events'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'

const rowSchema = z.object({ id: z.number(), body: z.string() })
const RETRY_MILLISECONDS = 1_000

/** Creates the queue of bounces and complaints, stored until the topic has taken them, also over a restart. */
export const createMailEventPublisher = (database: DatabaseSync) => {
	const insert = database.prepare('insert into mail_events (body) values (?)')
	const first = database.prepare('select id, body from mail_events order by id limit 1')
	const remove = database.prepare('delete from mail_events where id = ?')
	const changes = new EventEmitter()

	return {
		add: (notification: object): void => {
			insert.run(JSON.stringify(notification))
			changes.emit('added')
		},
		/** Publishes the events, the oldest first, each until it was taken. Returns a function that ends this. */
		forwardTo: (publish: SystemPorts['publishMailEvent']): (() => void) => {
			let isDraining = false
			let isStopped = false
			const next = () => (isStopped ? undefined : rowSchema.safeParse(first.get()).data)
			const drain = async (): Promise<void> => {
				if (isDraining) return
				isDraining = true
				for (let row = next(); row; row = next()) {
					try {
						await publish(row.body)
						if (!isStopped) remove.run(row.id)
					} catch {
						// The topic did not take it: try again, as SES does.
						await sleep(RETRY_MILLISECONDS, undefined, { ref: false })
					}
				}
				isDraining = false
			}
			const wake = (): void => void setImmediate(() => void drain())
			changes.on('added', wake)
			wake()
			return () => {
				isStopped = true
				changes.off('added', wake)
			}
		},
	}
}
export type MailEvents = ReturnType<typeof createMailEventPublisher>
