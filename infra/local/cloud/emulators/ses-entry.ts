import ses from 'aws-ses-v2-local'
import { announce } from './node-child.ts'

/** SES on a free port of 127.0.0.1. It checks requests and assigns message ids; the practice mailbox stores the mails. */
const server = await ses.default({ host: '127.0.0.1', port: 0 })
const address = server.address()
if (typeof address === 'object' && address !== null) announce(address.port)
