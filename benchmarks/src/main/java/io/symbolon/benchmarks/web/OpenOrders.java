package io.symbolon.benchmarks.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint without protection: whoever says so. */
@RestController
class OpenOrders {
    @GetMapping(OrdersApplication.PATH)
    String orders(@RequestHeader(Caller.NAME_HEADER) String caller) {
        return caller;
    }
}
