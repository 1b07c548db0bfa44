/** A queue that keeps what it took. `send` resolves only once the message is durable; the message is plain JSON. */
export type Queue<Message extends object = object> = {
	readonly send: (message: Message, options?: { readonly delaySeconds?: number | undefined }) => Promise<void>
}
