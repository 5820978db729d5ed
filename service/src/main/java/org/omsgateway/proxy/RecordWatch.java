package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Consumer;
import org.omsgateway.tls.EncryptedRecords;
import org.omsgateway.tls.TlsVerdict;

/** Follows the records of one side behind a verified handshake: a few of them or, for renegotiations, all. */
final class RecordWatch extends ChannelInboundHandlerAdapter {
    private final EncryptedRecords records;
    private final boolean always;
    private final Consumer<TlsVerdict.Rejected> refused;
    private final Runnable renegotiated;

    /**
     * @param always whether renegotiations matter, so that all records are followed
     * @param refused ends the session
     * @param renegotiated told of a renegotiation that is allowed
     */
    RecordWatch(EncryptedRecords records, boolean always, Consumer<TlsVerdict.Rejected> refused,
            Runnable renegotiated) {
        this.records = records;
        this.always = always;
        this.refused = refused;
        this.renegotiated = renegotiated;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (records.read(bytes.nioBuffer()) instanceof TlsVerdict.Rejected refusal) {
            bytes.release();
            refused.accept(refusal);
            return;
        }
        if (always && records.renegotiates()) {
            renegotiated.run();
            ctx.pipeline().remove(this);
        } else if (!always && records.count() >= EncryptedRecords.FEW) {
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(bytes);
    }
}
