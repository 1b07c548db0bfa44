import { createServer, type Server } from 'node:http'
import { type NodeBindings, serveApp } from '../http/node-adapter.ts'
import { createGraphApi } from './graph-api.ts'
import type { World } from './networks-world.ts'
import { createPictureServer } from './picture-server.ts'
import { servesPictures } from './pictures.ts'
import { createXApi } from './x-api.ts'

/** The networks' own APIs on a port of 127.0.0.1: pictures by their hosts, X by its `/2/` paths, the Graph API by all others. */
export const listenForNetworks = async (world: World, port = 0): Promise<{ port: number; server: Server }> => {
	const xApi = createXApi(world)
	const graphApi = createGraphApi(world)
	const pictures = createPictureServer(world)
	const serve = serveApp({
		fetch: (request, bindings: NodeBindings) =>
			servesPictures(new URL(request.url).hostname)
				? pictures.fetch(request)
				: new URL(request.url).pathname.startsWith('/2/')
					? xApi.fetch(request, bindings)
					: graphApi.fetch(request, bindings),
	})
	const server = createServer((incoming, outgoing) => {
		serve(incoming, outgoing).catch(() => outgoing.destroy())
	})
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject)
		server.listen(port, '127.0.0.1', resolve)
	})
	const address = server.address()
	if (address === null || typeof address === 'string') throw new Error('The practice networks have no port')
	return { port: address.port, server }
}
