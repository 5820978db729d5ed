package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.omsgateway.tls.EncryptedRecords;
import org.omsgateway.tls.TlsVerdict;

/** Follows the records of one side behind a verified handshake: a few of them or, for renegotiations, all. */
final class RecordWatch extends ChannelInboundHandlerAdapter {
    private final EncryptedRecords records;
    private final boolean always;
    private final TunnelSession session;

    /** @param always whether renegotiations matter, so that all records are followed */
    RecordWatch(EncryptedRecords records, boolean always, TunnelSession session) {
        this.records = records;
        this.always = always;
        this.session = session;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (records.read(bytes.nioBuffer()) instanceof TlsVerdict.Rejected refusal) {
            bytes.release();
            session.end(refusal);
            return;
        }
        if (always && records.renegotiates()) {
            session.renegotiated();
            ctx.pipeline().remove(this);
        } else if (!always && records.count() >= EncryptedRecords.FEW) {
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(bytes);
    }
}
