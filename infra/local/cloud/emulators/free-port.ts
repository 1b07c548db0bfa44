import { createServer } from 'node:net'

/** A free port on this machine, now. Another process may take it before it is used: start at once, and check the start. */
export const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer()
		server.on('error', reject)
		server.listen(0, '127.0.0.1', () => {
			const address = server.address()
			server.close(() => {
				if (address === null || typeof address === 'string') reject(new Error('NO_FREE_PORT'))
				else resolve(address.port)
			})
		})
	})
