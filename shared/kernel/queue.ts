/** A durable queue. `send` resolves only once the message is stored; the message is plain JSON. */
export type Queue<Message extends object = object> = {
	readonly send: (message: Message, options?: { readonly delaySeconds?: number | undefined }) => Promise<void>
}
