package io.firstfin.sample.transport;

import io.firstfin.sample.support.Link;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.util.concurrent.BlockingQueue;

/** Makes a link of each accepted channel. */
final class NettyAcceptor extends ChannelInitializer<Channel> {
    private final String api;
    private final BlockingQueue<NettyLink> accepted;

    NettyAcceptor(String api, BlockingQueue<NettyLink> accepted) {
        this.api = api;
        this.accepted = accepted;
    }

    @Override
    protected void initChannel(Channel channel) {
        NettyLink link = new NettyLink(Link.Role.SERVER, api);
        channel.pipeline().addLast(link);
        link.whenActive(() -> accepted.add(link));
    }
}
