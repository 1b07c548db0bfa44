import type { QueueCommand, QueueJob, QueueName } from './queues.ts'

/** A durable queue. `send` resolves only once the message is stored; the message is plain JSON. */
export type Queue<Message extends object = object> = {
	readonly send: (message: Message, options?: { readonly delaySeconds?: number | undefined }) => Promise<void>
}

/** A message of the shape that its queue carries, and how to handle it; `from` is that queue. */
type Received<Message> = { readonly message: Message; readonly handle: (from: Queue) => Promise<void> }

/** Accepts messages of one shape; returns undefined for any other. */
export type Receiver<Message = unknown> = (message: unknown) => Received<Message> | undefined

type Schema<Message> = {
	readonly safeParse: (
		message: unknown,
	) => { readonly success: true; readonly data: Message } | { readonly success: false }
}

/** Creates the receiver of the messages that a schema describes. */
export const receive =
	<Message>(schema: Schema<Message>, handle: (message: Message, from: Queue) => Promise<void>): Receiver<Message> =>
	(message) => {
		const parsed = schema.safeParse(message)
		return parsed.success ? { message: parsed.data, handle: (from) => handle(parsed.data, from) } : undefined
	}

/** Receivers for everything that may be said by a queue, each under its name in the table. */
export type Receivers<Name extends QueueName> = {
	readonly [Command in QueueCommand<Name>]: Receiver<{ readonly command: Command }>
} & { readonly [Job in QueueJob<Name>]: Receiver<object> }

/** The receivers of a function, by queue. */
export type QueueReceivers<Name extends QueueName> = { readonly [One in Name]: Receivers<One> }
